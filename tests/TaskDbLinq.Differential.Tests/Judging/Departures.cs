using System.Text.RegularExpressions;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// The forms in which the engine departs from MongoDB's manual, as docs/engine-departures.md lists them: it is not asked
/// about these, and about all others it is.
/// </summary>
public static partial class Departures
{
    /// <summary>The fields that the generators use and MongoDb has an index on.</summary>
    private static readonly string[] Indexed = ["msg_id", "engine_uuid", "submitted", "completed"];

    private static readonly string[] Bounds = ["$eq", "$gt", "$ge", "$gte", "$lt", "$lte", "$in"];

    public static bool Has(Dictionary<string, object?> filter) => Choices(filter)
        || NullBelowElement(filter, isBelow: false)
        || HasBoundedPattern(filter)
        || OnIndex(filter, operators => operators.Values.Any(IsOptionalPrefix));

    /// <summary>
    /// A list of two or more compares the documents and arrays in it by bytes, so that <c>{n: 1}</c> misses <c>{n: 1.0}</c>,
    /// and finds a number that is no whole one of 64 bits in its own width only: a double 1.5, not a decimal one. So does an
    /// <c>$or</c>, even of one part, that is nothing but equalities of one field, which becomes such a list.
    /// https://www.mongodb.com/docs/manual/reference/operator/query/in/
    /// </summary>
    private static bool Choices(object? tree) => tree switch
    {
        Dictionary<string, object?> fields => fields.Any(field => field switch
        {
            { Key: "$in" or "$nin", Value: List<object?> { Count: > 1 } list } =>
                list.Any(item => HoldsNumbers(item) || IsOfOneWidth(item)),
            { Key: "$or", Value: List<object?> parts } => IsList(parts) || parts.Any(Choices),
            _ => Choices(field.Value),
        }),
        List<object?> items => items.Any(Choices),
        _ => false,
    };

    /// <summary>
    /// Below <c>$elemMatch</c> a test for null misses elements that lack the field, where the path is dotted or the test is
    /// <c>$gte</c> or <c>$lte</c>: <c>{ v: { $elemMatch: { "b.b": null } } }</c> misses <c>[[]]</c>, and <c>{ b: { $gte: null } }</c>
    /// there misses <c>[{}]</c>. https://www.mongodb.com/docs/manual/tutorial/query-for-null-fields/
    /// </summary>
    private static bool NullBelowElement(object? tree, bool isBelow) => tree switch
    {
        Dictionary<string, object?> fields => fields.Any(field =>
            (isBelow && field.Key.Contains('.', StringComparison.Ordinal) && HoldsNull(field.Value))
            || (isBelow && !field.Key.StartsWith('$') && IsBoundOfNull(field.Value))
            || NullBelowElement(field.Value, isBelow || field.Key == "$elemMatch")),
        List<object?> items => items.Any(item => NullBelowElement(item, isBelow)),
        _ => false,
    };

    private static bool IsBoundOfNull(object? test) => test is Dictionary<string, object?> operators
        && operators.Any(one => one is { Key: "$gte" or "$lte", Value: null } || (one.Key == "$not" && IsBoundOfNull(one.Value)));

    private static bool HoldsNull(object? value) => value switch
    {
        null => true,
        Dictionary<string, object?> fields => fields.Values.Any(HoldsNull),
        List<object?> items => items.Any(HoldsNull),
        _ => false,
    };

    private static bool IsList(List<object?> parts)
    {
        var equalities = parts.OfType<Dictionary<string, object?>>()
            .Where(part => part.Count == 1)
            .Select(part => part.Single())
            .Where(part => IsEquality(part.Value))
            .ToList();
        return equalities.Count == parts.Count
            && equalities.DistinctBy(part => part.Key).Count() == 1
            && equalities.Any(part => HoldsNumbers(part.Value) || IsOfOneWidth(part.Value));
    }

    private static bool IsEquality(object? test) =>
        test is not Dictionary<string, object?> { Count: > 0 } operators
            || !operators.Keys.First().StartsWith('$')
            || operators.Keys.All(name => name is "$eq" or "$in" or "$all");

    /// <summary>
    /// Where there is an index, a pattern is forgotten beside a comparison of the same field that the index answers:
    /// <c>{engine_uuid: {$regex: "a", $lte: ""}}</c>. https://www.mongodb.com/docs/manual/reference/operator/query/regex/
    /// </summary>
    private static bool HasBoundedPattern(Dictionary<string, object?> filter)
    {
        var tests = Conjuncts(filter).ToList();
        return tests.Where(test => Indexed.Contains(test.Key)).GroupBy(test => test.Key, test => test.Value).Any(IsBoundedPattern)
            || tests.Where(test => test.Key is "$or" or "$nor").SelectMany(test => Parts(test.Value)).Any(HasBoundedPattern);
    }

    /// <summary>The tests that must all hold: those of a filter, and of its <c>$and</c>.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Conjuncts(Dictionary<string, object?> filter) =>
        filter.SelectMany(test => test.Key == "$and" ? Parts(test.Value).SelectMany(Conjuncts) : [test]);

    private static IEnumerable<Dictionary<string, object?>> Parts(object? list) =>
        ((List<object?>)list!).OfType<Dictionary<string, object?>>();

    private static bool IsBoundedPattern(IEnumerable<object?> tests)
    {
        var names = tests.SelectMany(Operators).ToList();
        return (names.Exists(name => name is "$regex" or "$glob") && names.Exists(Bounds.Contains))
            || tests.OfType<Dictionary<string, object?>>()
                .Select(test => test.GetValueOrDefault("$not"))
                .OfType<Dictionary<string, object?>>()
                .Any(inner => IsBoundedPattern([inner]));
    }

    /// <summary>The operators of a test; what is below a <c>$not</c> may become any comparison.</summary>
    private static IEnumerable<string> Operators(object? test) => test switch
    {
        Dictionary<string, object?> operators when operators.ContainsKey("$not") => operators.Keys.Append("$eq"),
        Dictionary<string, object?> operators => operators.Keys,
        Generating.Pattern => ["$regex"],
        _ => ["$eq"],
    };

    /// <summary>
    /// Where there is an index, the letters at the start of a pattern all count as its prefix, those too that a quantifier
    /// makes optional: <c>^ab?</c> misses <c>a</c>. https://www.mongodb.com/docs/manual/reference/operator/query/regex/#index-use
    /// </summary>
    private static bool IsOptionalPrefix(object? pattern) => pattern switch
    {
        string text => OptionalPrefix().IsMatch(text),
        Generating.Pattern item => OptionalPrefix().IsMatch(item.Text),
        List<object?> items => items.Any(item => item is Generating.Pattern && IsOptionalPrefix(item)),
        _ => false,
    };

    /// <summary>Whether a field with an index is tested in a way, in the filter or in a part of it.</summary>
    private static bool OnIndex(Dictionary<string, object?> filter, Func<Dictionary<string, object?>, bool> way) => filter.Any(field =>
        field.Key.StartsWith('$')
            ? field.Value is List<object?> parts && parts.OfType<Dictionary<string, object?>>().Any(part => OnIndex(part, way))
            : Indexed.Contains(field.Key) && field.Value is Dictionary<string, object?> operators && Within(operators, way));

    private static bool Within(Dictionary<string, object?> operators, Func<Dictionary<string, object?>, bool> way) =>
        way(operators) || (operators.GetValueOrDefault("$not") is Dictionary<string, object?> inner && Within(inner, way));

    [GeneratedRegex(@"^\^\w+([?*]|\{0)")]
    private static partial Regex OptionalPrefix();

    /// <summary>Whether it is a document or an array with a number somewhere inside.</summary>
    private static bool HoldsNumbers(object? value) => value switch
    {
        Dictionary<string, object?> fields => fields.Values.Any(inner => IsNumber(inner) || HoldsNumbers(inner)),
        List<object?> items => items.Any(inner => IsNumber(inner) || HoldsNumbers(inner)),
        _ => false,
    };

    private static bool IsOfOneWidth(object? value) => value switch
    {
        double number => Math.Truncate(number) != number || Math.Abs(number) >= -(double)long.MinValue,
        decimal number => decimal.Truncate(number) != number,
        long number => number == long.MinValue,
        _ => false,
    };

    private static bool IsNumber(object? value) => value is int or long or double or decimal;
}
