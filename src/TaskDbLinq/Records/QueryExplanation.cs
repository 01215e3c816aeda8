using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>What becomes of a query on its way into a backend, stage by stage, in the order of that way.</summary>
/// <param name="Stages">The stages; the normalized filter and the C# predicate come first, the same on every backend.</param>
public sealed record QueryExplanation(ValueList<QueryStage> Stages)
{
    /// <summary>The stages that every backend has, and then a backend's own.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    internal static QueryExplanation Of(TaskQuery query, params IEnumerable<QueryStage> stages)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new QueryExplanation(
        [
            new QueryStage("filter", query.Filter.ToJson()),
            new QueryStage("predicate", PredicateText.Of<TaskRecord>(query.Filter)),
            .. stages,
        ]);
    }
}

/// <summary>One stage of a query's way.</summary>
/// <param name="Name">What it is, such as <c>filter</c> or <c>sqlite: SQL</c>.</param>
/// <param name="Text">The query as it is there, on one or more lines; null when it can't be brought there.</param>
/// <param name="Problem">Why it can't be; null when it can.</param>
public sealed record QueryStage(string Name, string? Text, string? Problem = null)
{
    /// <summary>The stage that a translation gives, or its refusal.</summary>
    internal static QueryStage Of(string name, Func<string> translate)
    {
        try
        {
            return new QueryStage(name, translate());
        }
        catch (QueryException refusal)
        {
            return new QueryStage(name, null, refusal.Message);
        }
    }
}
