namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>The forms in which the engine departs from MongoDB's manual: it is not asked about these, and about all others it is.</summary>
public static class Departures
{
    public static bool Has(Dictionary<string, object?> filter) => Choices(filter);

    /// <summary>
    /// A list of two or more (or an <c>$or</c> that becomes one) compares the documents and arrays in it by bytes, so that
    /// <c>{n: 1}</c> misses <c>{n: 1.0}</c>. https://www.mongodb.com/docs/manual/reference/operator/query/in/
    /// </summary>
    private static bool Choices(object? tree) => tree switch
    {
        Dictionary<string, object?> fields => fields.Any(field => field switch
        {
            { Key: "$in" or "$nin", Value: List<object?> { Count: > 1 } list } => list.Any(HoldsNumbers),
            { Key: "$or", Value: List<object?> { Count: > 1 } parts } => parts.Any(EqualsNumbers) || parts.Any(Choices),
            _ => Choices(field.Value),
        }),
        List<object?> items => items.Any(Choices),
        _ => false,
    };

    private static bool EqualsNumbers(object? part) => part is Dictionary<string, object?> filter && filter.Any(field =>
        !field.Key.StartsWith('$') && field.Value switch
        {
            Dictionary<string, object?> { Count: > 0 } test when test.Keys.First().StartsWith('$') =>
                test.Any(operation => operation.Key is "$eq" or "$in" && (HoldsNumbers(operation.Value) || (operation.Value is List<object?> list && list.Any(HoldsNumbers)))),
            var value => HoldsNumbers(value),
        });

    /// <summary>Whether it is a document or an array with a number somewhere inside.</summary>
    private static bool HoldsNumbers(object? value) => value switch
    {
        Dictionary<string, object?> fields => fields.Values.Any(inner => IsNumber(inner) || HoldsNumbers(inner)),
        List<object?> items => items.Any(inner => IsNumber(inner) || HoldsNumbers(inner)),
        _ => false,
    };

    private static bool IsNumber(object? value) => value is int or long or double or decimal;
}
