namespace TaskDbLinq.InMemory.Planning;

/// <summary>How a query is run.</summary>
/// <param name="Index">The index that gives the candidates, of no tasks those that may; null for a scan of all tasks.</param>
/// <param name="Candidates">About how many candidates there are.</param>
/// <param name="Tasks">How many tasks there are.</param>
/// <param name="Remaining">The parts of the predicate that the index does not answer, which are tested on each candidate.</param>
internal sealed record PlanDescription(string? Index, int Candidates, int Tasks, IReadOnlyList<string> Remaining)
{
    /// <summary>For people: the way to the candidates, and then each test on a line.</summary>
    public string ToText()
    {
        var way = (Index, Tasks) switch
        {
            (null, 0) => "scan of all tasks",
            (null, _) => $"scan of all {Tasks} tasks",
            (_, 0) => $"index {Index}",
            _ => $"index {Index}: about {Candidates} of {Tasks} tasks",
        };
        return string.Join('\n', Remaining.Select(part => $"then test {part}").Prepend(way));
    }
}
