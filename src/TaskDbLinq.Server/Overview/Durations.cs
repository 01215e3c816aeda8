namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Durations of some groups of tasks in one array, each group's beside each other. The array is one of the marks', and their lock is held.
/// Seven digits of each are kept, more than anybody is shown.
/// </summary>
internal readonly ref struct Durations
{
    private readonly Span<float> _values;
    private readonly int[] _starts;
    private readonly int[] _ends;

    /// <param name="columns">Whose room is used.</param>
    /// <param name="counts">How many each group has at most.</param>
    public Durations(TaskColumns columns, params ReadOnlySpan<int> counts)
    {
        _starts = new int[counts.Length];
        var total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            _starts[i] = total;
            total += counts[i];
        }

        _ends = [.. _starts];
        _values = columns.Room(total);
    }

    public void Add(int group, long ticks) => _values[_ends[group]++] = ticks;

    /// <summary>Returns a percentile of a group; null if it has no durations.</summary>
    public long? At(int group, int percent) => (long?)Ranks.Of(_values[_starts[group].._ends[group]], percent);
}
