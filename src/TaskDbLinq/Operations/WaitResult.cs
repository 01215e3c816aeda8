namespace TaskDbLinq;

/// <summary>How a wait ended.</summary>
/// <param name="Remaining">
/// The ids of the tasks that still kept it waiting when the time was over; empty when what was waited for has come.
/// </param>
/// <param name="Elapsed">How long it waited.</param>
/// <param name="PollCount">How often it asked the database.</param>
public sealed record WaitResult(ValueList<string> Remaining, TimeSpan Elapsed, int PollCount)
{
    /// <summary>Whether what was waited for has come; otherwise the time was over first.</summary>
    public bool IsDone => Remaining.IsEmpty;
}
