using System.Collections.Immutable;

namespace TaskDbLinq;

/// <summary>How a wait ended.</summary>
/// <param name="Remaining">
/// The ids of the tasks that still kept it waiting when the time was over; empty when what was waited for has come.
/// </param>
/// <param name="Elapsed">How long it waited.</param>
/// <param name="Looks">How often it looked.</param>
public sealed record WaitResult(ImmutableArray<string> Remaining, TimeSpan Elapsed, int Looks)
{
    /// <summary>Whether what was waited for has come; otherwise the time was over first.</summary>
    public bool IsDone => Remaining.IsEmpty;
}
