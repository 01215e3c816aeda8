
namespace TaskDbLinq.Problems;

/// <summary>Where the problems of a query are collected.</summary>
internal static class QueryProblems
{
    /// <summary>A hostile query may have a problem at each of its values; nobody reads more of them than this.</summary>
    private const int Most = 100;

    /// <summary>Notes a problem, unless there are too many already: the last one then says so.</summary>
    public static void Note(this List<QueryProblem> problems, QueryPath path, string reason, string? suggestion = null)
    {
        if (problems.Count < Most)
        {
            problems.Add(new QueryProblem(path.ToString(), reason, suggestion));
        }
        else if (problems.Count == Most)
        {
            problems.Add(new QueryProblem(string.Empty, $"there are more problems than these {Most}"));
        }
    }
}
