using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Every operator of the query language, by name.</summary>
internal static class OperatorTable
{
    /// <summary>The operators on a field, each once; a new one adds a line here.</summary>
    public static ImmutableArray<ConditionRow> OnFields { get; } =
    [
        OnField<All>(),
        OnField<ElemMatch>(),
        OnField<Eq>(),
        OnField<Exists>(),
        OnField<Glob>(),
        OnField<Gt>(),
        OnField<Gte>(),
        OnField<In>(),
        OnField<Lt>(),
        OnField<Lte>(),
        OnField<Mod>(),
        OnField<Ne>(),
        OnField<Nin>(),
        OnField<Not>(),
        OnField<OfType>(),
        OnField<Options>(),
        OnField<Regex>(),
        OnField<Size>(),
    ];

    /// <summary>The operators on a document; a new one adds a line here.</summary>
    public static ImmutableArray<FilterRow> OnDocuments { get; } =
    [
        OnDocument<And>(),
        OnDocument<Comment>(),
        OnDocument<Nor>(),
        OnDocument<Or>(),
    ];

    /// <summary>What reads an operator on a field, by each of its names.</summary>
    public static FrozenDictionary<string, Func<OperandSource, Condition?>> Conditions { get; } = OnFields
        .SelectMany(row => row.Aliases.Append(row.Name).Select(name => KeyValuePair.Create(name, row.Parse)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What reads an operator on a document, by its name.</summary>
    public static FrozenDictionary<string, Func<OperandSource, FilterNode?>> Filters { get; } =
        OnDocuments.ToFrozenDictionary(row => row.Name, row => row.Parse, StringComparer.Ordinal);

    /// <summary>MongoDB's operators that are not run, with the reason.</summary>
    public static FrozenDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["$where"] = "it runs JavaScript, and a filter is never code",
        ["$function"] = "it runs JavaScript, and a filter is never code",
        ["$accumulator"] = "it runs JavaScript, and a filter is never code",
        ["$expr"] = "it is an aggregation expression; write the comparison in LINQ",
        ["$jsonSchema"] = "it validates documents, and a record type has a schema already",
        ["$text"] = "it needs a text index; use $regex",
        ["$search"] = "it needs a text index; use $regex",
        ["$geoWithin"] = "geospatial queries are not supported",
        ["$geoIntersects"] = "geospatial queries are not supported",
        ["$near"] = "geospatial queries are not supported",
        ["$nearSphere"] = "geospatial queries are not supported",
        ["$within"] = "geospatial queries are not supported",
        ["$bitsAllSet"] = "bit tests are not supported",
        ["$bitsAllClear"] = "bit tests are not supported",
        ["$bitsAnySet"] = "bit tests are not supported",
        ["$bitsAnyClear"] = "bit tests are not supported",
        ["$natural"] = "it is about the order on a server's disk",
        ["$rand"] = "the same query must give the same answer",
        ["$sampleRate"] = "the same query must give the same answer",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ConditionRow OnField<T>()
        where T : IConditionOperator =>
        new(T.Name, T.Aliases, T.Companion, T.Parse, T.Describe);

    private static FilterRow OnDocument<T>()
        where T : IFilterOperator =>
        new(T.Name, T.Parse, T.Describe);
}

/// <summary>The row of an operator on a field; <see cref="IConditionOperator"/> says what is in it.</summary>
internal sealed record ConditionRow(
    string Name,
    IEnumerable<string> Aliases,
    string? Companion,
    Func<OperandSource, Condition?> Parse,
    Func<IDescribedField, JsonNode?> Describe);

/// <summary>The row of an operator on a document; <see cref="IFilterOperator"/> says what is in it.</summary>
internal sealed record FilterRow(string Name, Func<OperandSource, FilterNode?> Parse, Func<JsonNode, JsonObject> Describe);
