using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>A key of an order, with its value in the record behind which a page begins.</summary>
/// <param name="Field">The field path.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
/// <param name="Value">The value; null for none.</param>
/// <param name="IsFloating">Whether NaN can be among the values; it comes behind null and before all numbers.</param>
internal readonly record struct KeysetKey(string Field, bool Descending, object? Value, bool IsFloating = false)
{
    public bool IsNull =>
        Value is null or DocumentValue { IsNull: true } or System.Text.Json.JsonElement { ValueKind: System.Text.Json.JsonValueKind.Null };

    public bool IsNaN => Value is double.NaN or float.NaN or DocumentNumber { IsNaN: true };
}

/// <summary>The records behind a given one in an order, as a filter: a page costs the same wherever it begins.</summary>
internal static class KeysetFilter
{
    /// <summary>
    /// <c>{ sort: [a, -b, id], after: [x, y, i] } =>
    /// { $or: [{ a: { $gt: x } }, { a: x, b: { $lt: y } }, { a: x, b: y, id: { $gt: i } }] }</c>; null comes first, then NaN.
    /// </summary>
    public static Filter After(IEnumerable<KeysetKey> keys)
    {
        var alternatives = new List<Filter>();
        var equal = Filter.Everything;
        foreach (var key in keys)
        {
            alternatives.Add(equal & Behind(key));
            equal &= At(key);
        }

        return Filter.Or(alternatives);
    }

    /// <summary>The records that have a key's value.</summary>
    public static Filter At(KeysetKey key) => Is(key, key.IsNull ? null : key.Value);

    /// <summary>The records that are behind a key's value.</summary>
    public static Filter Behind(KeysetKey key) => (key.Descending, key.IsNull, key.IsNaN) switch
    {
        (false, true, _) => !Is(key, null),
        (false, false, true) => !(Is(key, null) | Is(key, double.NaN)),
        (false, false, false) => Is(key, Operator("$gt", key.Value)),
        (true, true, _) => Filter.Nothing,
        (true, false, true) => Is(key, null),
        (true, false, false) when key.IsFloating => Is(key, Operator("$lt", key.Value)) | Is(key, null) | Is(key, double.NaN),
        (true, false, false) => Is(key, Operator("$lt", key.Value)) | Is(key, null),
    };

    private static Dictionary<string, object?> Operator(string name, object? operand) => new() { [name] = operand };

    private static Filter Is(KeysetKey key, object? operand) => Filter.Parse(new Dictionary<string, object?> { [key.Field] = operand });
}
