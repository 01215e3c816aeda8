using System.Collections.Frozen;
using System.Reflection;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>Every operator of the query language, by name: one entry for each class in this folder.</summary>
internal static class OperatorTable
{
    /// <summary>The operators on a field.</summary>
    public static FrozenDictionary<string, Func<OperandSource, Condition?>> Conditions { get; } =
        Implementations(typeof(IConditionOperator)).SelectMany(Rows<Condition?>).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operators on a document.</summary>
    public static FrozenDictionary<string, Func<OperandSource, FilterNode?>> Filters { get; } =
        Implementations(typeof(IFilterOperator)).SelectMany(Rows<FilterNode?>).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>MongoDB's operators that are not run, with the reason.</summary>
    public static FrozenDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["$where"] = "it runs JavaScript, and a filter is never code",
        ["$function"] = "it runs JavaScript, and a filter is never code",
        ["$accumulator"] = "it runs JavaScript, and a filter is never code",
        ["$expr"] = "it is an aggregation expression; write the comparison in LINQ",
        ["$jsonSchema"] = "it validates documents, and tasks have one schema",
        ["$text"] = "it needs a text index; use $regex",
        ["$search"] = "it needs a text index; use $regex",
        ["$geoWithin"] = "tasks have no places",
        ["$geoIntersects"] = "tasks have no places",
        ["$near"] = "tasks have no places",
        ["$nearSphere"] = "tasks have no places",
        ["$within"] = "tasks have no places",
        ["$bitsAllSet"] = "tasks keep no bit sets",
        ["$bitsAllClear"] = "tasks keep no bit sets",
        ["$bitsAnySet"] = "tasks keep no bit sets",
        ["$bitsAnyClear"] = "tasks keep no bit sets",
        ["$natural"] = "it is about the order on a server's disk",
        ["$rand"] = "the same query must give the same answer",
        ["$sampleRate"] = "the same query must give the same answer",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<Type> Implementations(Type contract) =>
        typeof(OperatorTable).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && contract.IsAssignableFrom(type));

    private static IEnumerable<KeyValuePair<string, Func<OperandSource, TNode>>> Rows<TNode>(Type type)
    {
        var contract = typeof(TNode) == typeof(Condition) ? typeof(IConditionOperator) : typeof(IFilterOperator);
        var rows = typeof(OperatorTable)
            .GetMethod(contract == typeof(IConditionOperator) ? nameof(ConditionRows) : nameof(FilterRows), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, null);
        return (IEnumerable<KeyValuePair<string, Func<OperandSource, TNode>>>)rows!;
    }

    private static IEnumerable<KeyValuePair<string, Func<OperandSource, Condition?>>> ConditionRows<T>()
        where T : IConditionOperator =>
        [.. T.Aliases.Append(T.Name).Select(name => KeyValuePair.Create<string, Func<OperandSource, Condition?>>(name, T.Parse))];

    private static IEnumerable<KeyValuePair<string, Func<OperandSource, FilterNode?>>> FilterRows<T>()
        where T : IFilterOperator =>
        [KeyValuePair.Create<string, Func<OperandSource, FilterNode?>>(T.Name, T.Parse)];
}
