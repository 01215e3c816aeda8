namespace TaskDbLinq;

/// <summary>How a wait ended.</summary>
/// <param name="Remaining">
/// The ids of the tasks that were not completed at the timeout; empty if there was none.
/// </param>
/// <param name="Elapsed">How long it waited.</param>
/// <param name="PollCount">How often it asked the database.</param>
public sealed record WaitResult(ValueList<string> Remaining, TimeSpan Elapsed, int PollCount)
{
    /// <summary>Whether the wait ended before its timeout.</summary>
    public bool IsDone => Remaining.IsEmpty;
}
