using TaskDbLinq.Problems;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>
/// How much of its limits a filter has used: the fields and conditions that were read, and how deep it is read now. A part of the parser,
/// and no object of its own.
/// </summary>
internal struct FilterBudget
{
    private int _nodes;
    private int _depth;

    /// <summary>Enters a document of the filter, which <see cref="Leave"/> ends.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="count">How many fields or conditions it has.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="problems">Receives the limit that is exceeded.</param>
    /// <returns>False when it exceeds a limit: it is not read, and not to be left.</returns>
    public bool TryEnter(QueryPath path, int count, FilterLimits limits, List<QueryProblem> problems)
    {
        var before = _nodes;
        _nodes += Math.Max(1, count);
        if (_nodes > limits.Nodes)
        {
            // Said once: the rest of the query is not read.
            if (before <= limits.Nodes)
            {
                problems.Note(path, $"the query has more than {limits.Nodes} fields and conditions");
            }

            return false;
        }

        if (_depth >= limits.Depth)
        {
            problems.Note(path, $"the query nests deeper than {limits.Depth}");
            return false;
        }

        _depth++;
        return true;
    }

    /// <summary>Leaves the document that was entered last.</summary>
    public void Leave() => _depth--;
}
