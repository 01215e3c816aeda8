using System.Collections.Immutable;

namespace TaskDbLinq;

/// <summary>A query that can't be run. It lists everything that is wrong with it, each with its path and reason.</summary>
public sealed class QueryException : TaskDbLinqException
{
    /// <summary>A query with these problems.</summary>
    public QueryException(params IEnumerable<QueryProblem> problems)
        : this([.. problems])
    {
    }

    private QueryException(ImmutableArray<QueryProblem> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>What is wrong, in the order of the query; at least one.</summary>
    public ImmutableArray<QueryProblem> Problems { get; }

    internal static void ThrowIfAny(IReadOnlyCollection<QueryProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new QueryException(problems);
        }
    }
}
