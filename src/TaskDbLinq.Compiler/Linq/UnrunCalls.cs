using System.Collections.Frozen;
using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>
/// The operators of LINQ that no store runs: neither EF Core nor MongoDB's driver has a translation. They are refused with the same words
/// on each, which say what to write instead; over objects in memory they run.
/// </summary>
internal static class UnrunCalls
{
    private const string Group = "write GroupBy(key).Select(group => ...)";
    private const string Turned = "order the other way, and write Take or Skip";
    private const string First = "write OrderBy or OrderByDescending, and First";
    private const string InMemory = "write AsEnumerable() before it, which reads what comes before";

    private static readonly FrozenDictionary<string, string> Advice = new Dictionary<string, string>
    {
        [nameof(Queryable.Aggregate)] = InMemory,
        [nameof(Queryable.AggregateBy)] = Group,
        [nameof(Queryable.Append)] = InMemory,
        [nameof(Queryable.Chunk)] = InMemory,
        [nameof(Queryable.CountBy)] = Group,
        [nameof(Queryable.DistinctBy)] = InMemory,
        [nameof(Queryable.ExceptBy)] = InMemory,
        [nameof(Queryable.Index)] = InMemory,
        [nameof(Queryable.IntersectBy)] = InMemory,
        [nameof(Queryable.MaxBy)] = First,
        [nameof(Queryable.MinBy)] = First,
        [nameof(Queryable.Prepend)] = InMemory,
        [nameof(Queryable.SequenceEqual)] = InMemory,
        [nameof(Queryable.Shuffle)] = InMemory,
        [nameof(Queryable.SkipLast)] = Turned,
        [nameof(Queryable.SkipWhile)] = InMemory,
        [nameof(Queryable.TakeLast)] = Turned,
        [nameof(Queryable.TakeWhile)] = InMemory,
        [nameof(Queryable.UnionBy)] = InMemory,
        [nameof(Queryable.Zip)] = InMemory,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Refuses a call of such an operator on a store's tasks.</summary>
    /// <exception cref="QueryException">No store runs the call.</exception>
    public static void Check(MethodCallExpression call)
    {
        if (call.Method.DeclaringType == typeof(Queryable) && Advice.TryGetValue(call.Method.Name, out var advice) && IsOfStore(call))
        {
            throw new QueryException(new QueryProblem(call.Method.Name, $"a store does not run {call.Method.Name}: {advice}"));
        }
    }

    private static bool IsOfStore(MethodCallExpression call)
    {
        Expression source = call;
        while (source is MethodCallExpression { Arguments: [var inner, ..] } outer && outer.Method.DeclaringType == typeof(Queryable))
        {
            source = inner;
        }

        return source is ConstantExpression { Value: IQueryable { Provider: StoreQueryProvider } };
    }
}
