using System.Collections.Frozen;
using System.Reflection;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Every operator of the query language, by name.</summary>
internal static class OperatorTable
{
    /// <summary>The operators on a field; a new one adds a line here.</summary>
    public static FrozenDictionary<string, Func<OperandSource, Condition?>> Conditions { get; } = Table(
        On<All>(),
        On<ElemMatch>(),
        On<Eq>(),
        On<Exists>(),
        On<Glob>(),
        On<Gt>(),
        On<Gte>(),
        On<In>(),
        On<Lt>(),
        On<Lte>(),
        On<Mod>(),
        On<Ne>(),
        On<Nin>(),
        On<Not>(),
        On<OfType>(),
        On<Options>(),
        On<Regex>(),
        On<Size>());

    /// <summary>The operators on a document; a new one adds a line here.</summary>
    public static FrozenDictionary<string, Func<OperandSource, FilterNode?>> Filters { get; } = Table(
        OnDocument<And>(),
        OnDocument<Comment>(),
        OnDocument<Nor>(),
        OnDocument<Or>());

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

    private static IEnumerable<KeyValuePair<string, Func<OperandSource, Condition?>>> On<T>()
        where T : IConditionOperator =>
        T.Aliases.Append(T.Name).Select(name => KeyValuePair.Create<string, Func<OperandSource, Condition?>>(name, T.Parse));

    private static IEnumerable<KeyValuePair<string, Func<OperandSource, FilterNode?>>> OnDocument<T>()
        where T : IFilterOperator =>
        [KeyValuePair.Create<string, Func<OperandSource, FilterNode?>>(T.Name, T.Parse)];

    private static FrozenDictionary<string, TParser> Table<TParser>(params IEnumerable<KeyValuePair<string, TParser>>[] rows) =>
        rows.SelectMany(row => row).ToFrozenDictionary(StringComparer.Ordinal);
}
