using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>A color for each state, told apart also by those who see red and green alike (Okabe and Ito's palette).</summary>
internal static class StateColors
{
    public static string Of(TaskState state) => state switch
    {
        TaskState.Ok => "#009E73",
        TaskState.Error => "#D55E00",
        TaskState.Aborted => "#7A7A7A",
        _ => "#56B4E9",
    };
}
