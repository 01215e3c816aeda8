using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Texts;

/// <summary>
/// Times in a typed filter: the value of a timestamp column may be an amount of time before now (<c>{"started": {"$gte": "-1h"}}</c>, with
/// its minus) or <c>now</c>. Such words stand for a date before the filter is parsed; no column of another type, and no dict field, has
/// them.
/// </summary>
internal static class RelativeTimes
{
    private static readonly string[] Joining = ["$and", "$or", "$nor"];

    /// <summary>The filter with dates in the place of such words.</summary>
    public static DocumentValue Dated(DocumentValue value, DateTime now)
    {
        if (value is not Document filter)
        {
            return value;
        }

        var dated = new DocumentBuilder();
        foreach (var (name, inner) in filter)
        {
            dated.Set(
                name,
                Joining.Contains(name, StringComparer.Ordinal) && inner is DocumentArray parts
                    ? DocumentArray.Of(parts.Select(part => Dated(part, now)))
                : IsTimestamp(name) ? Operand(inner, now)
                : inner);
        }

        return dated.Build();
    }

    /// <summary>Whether a name is that of a timestamp column.</summary>
    public static bool IsTimestamp(string name) =>
        (TaskFields.ByKey.TryGetValue(name, out var field) || TaskFields.ByProperty.TryGetValue(name, out field))
            && field.Kind == TaskFieldKind.Timestamp;

    /// <summary><c>{ "-1h" => {"$date": …} }</c>, also within operators and lists.</summary>
    private static DocumentValue Operand(DocumentValue value, DateTime now) => value switch
    {
        DocumentString { Value: var text } when text is "now" or ['-', ..] && TimeWords.TryRelative(text, now, out var moment) => moment,
        Document operators when operators.Count > 0 && operators.Names[0].StartsWith('$') =>
            Document.Of(operators.Select(field => (field.Key, (DocumentValue?)Operand(field.Value, now)))),
        DocumentArray items => DocumentArray.Of(items.Select(item => Operand(item, now))),
        _ => value,
    };
}
