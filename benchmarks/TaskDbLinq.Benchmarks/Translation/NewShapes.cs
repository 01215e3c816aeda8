using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Translation;

/// <summary>Filters of three conditions, no two of the same shape.</summary>
internal sealed class NewShapes
{
    private static readonly string[] Operators = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"];

    private static readonly string[] Texts = [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Text).Select(field => field.Key)];

    private int _next;

    public Dictionary<string, object?> Next()
    {
        var rest = _next++;
        var conditions = new List<object?>();
        for (var i = 0; i < 3; i++)
        {
            rest = Math.DivRem(rest, Operators.Length, out var name);
            rest = Math.DivRem(rest, Texts.Length, out var field);
            conditions.Add(new Dictionary<string, object?> { [Texts[field]] = new Dictionary<string, object?> { [Operators[name]] = "x" } });
        }

        return new() { ["$and"] = conditions };
    }
}
