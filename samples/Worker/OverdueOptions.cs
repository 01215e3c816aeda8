namespace Overdue;

/// <summary>When a task is overdue, and how often the worker looks.</summary>
public sealed class OverdueOptions
{
    /// <summary>How long a task may be pending.</summary>
    public TimeSpan After { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The pause between two looks.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);
}
