namespace TaskDbLinq.Server.Overview;

/// <summary>Which tasks are looked at: those that a filter selects, of which something happened between two times.</summary>
/// <param name="Selected">A bit for each row; null for all.</param>
/// <param name="From">Ticks; 0 for no bound.</param>
/// <param name="To">Ticks; <see cref="long.MaxValue"/> for no bound.</param>
internal sealed record Scope(ulong[]? Selected, long From, long To)
{
    public static Scope Everything { get; } = new(null, 0, long.MaxValue);

    private readonly bool _isBounded = From > 0 || To < long.MaxValue;

    /// <summary>A task without times is in no range.</summary>
    public bool Has(int row, in TaskMark mark, long now) =>
        (Selected is null || (row >> 6 < Selected.Length && (Selected[row >> 6] & (1UL << row)) != 0))
        && (!_isBounded || (mark.Begin is > 0 and var begin && begin <= To && mark.EndAt(now) >= From));
}
