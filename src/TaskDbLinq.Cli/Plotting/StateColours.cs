using ScottPlot;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>A color for each state, told apart also by those who see red and green alike (Okabe and Ito's palette).</summary>
internal static class StateColours
{
    public static Color Of(TaskState state) => Color.FromHex(state switch
    {
        TaskState.Ok => "#009E73",
        TaskState.Error => "#D55E00",
        TaskState.Aborted => "#7A7A7A",
        _ => "#56B4E9",
    });
}
