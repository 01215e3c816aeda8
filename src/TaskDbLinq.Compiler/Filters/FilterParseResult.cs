namespace TaskDbLinq;

/// <summary>The result of parsing a filter: the filter, or the problems with it.</summary>
public sealed class FilterParseResult
{
    private readonly Filter _filter;

    internal FilterParseResult(Filter filter, IReadOnlyList<QueryProblem> problems)
    {
        _filter = filter;
        Problems = problems;
    }

    /// <summary>Gets the problems, in the order of the filter; empty if there are none.</summary>
    public IReadOnlyList<QueryProblem> Problems { get; }

    /// <summary>Gets a value indicating whether the filter is sound.</summary>
    public bool Success => Problems.Count == 0;

    /// <summary>Gets the filter.</summary>
    /// <exception cref="QueryException">The filter is malformed; the exception lists every problem.</exception>
    public Filter Filter
    {
        get
        {
            QueryException.ThrowIfAny(Problems);
            return _filter;
        }
    }

    /// <summary>What could be read of the filter, even if there are problems; for finding the rest of them.</summary>
    internal Filter Readable => _filter;
}
