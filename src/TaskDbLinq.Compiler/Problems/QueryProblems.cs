using System.Globalization;

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

    /// <summary>Notes that there is more of something than there may be.</summary>
    public static void NoteExcess(this List<QueryProblem> problems, QueryPath path, long count, int most, string what)
    {
        if (count > most)
        {
            problems.Note(path, string.Create(CultureInfo.InvariantCulture, $"at most {most} {what}, not {count}"));
        }
    }
}
