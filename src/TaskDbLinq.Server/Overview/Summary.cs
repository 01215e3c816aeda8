namespace TaskDbLinq.Server.Overview;

/// <summary>The figures of the strip on top.</summary>
internal sealed record Summary
{
    private const int Waited = 0;
    private const int Ran = 1;

    /// <summary>So long is looked back for the tasks a second.</summary>
    private const int RateSeconds = 60;

    /// <summary>How many minutes the small picture of the rate has.</summary>
    private const int TrendLength = 60;

    /// <summary>How many are in each state.</summary>
    public long[] States { get; } = new long[(int)MarkState.Gone];

    /// <summary>How many were completed in each of the last minutes, the current one last.</summary>
    public int[] Trend { get; } = new int[TrendLength];

    public double Rate { get; private set; }

    public long? WaitedMedian { get; private set; }

    public long? Waited95 { get; private set; }

    public long? RanMedian { get; private set; }

    public long? Ran95 { get; private set; }

    /// <summary>The first and the last that happened, in ticks; 0 if nothing did.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    public static Summary Of(TaskColumns columns, Scope scope)
    {
        var summary = new Summary();
        var now = DateTime.UtcNow.Ticks;
        lock (columns.Sync)
        {
            var durations = new Durations(columns, columns.Count, columns.Count);
            var recent = 0;
            foreach (ref readonly var mark in columns.In(scope))
            {
                summary.States[(int)mark.State]++;
                summary.Span(in mark);
                if (mark.Submitted != 0 && mark.Started != 0)
                {
                    durations.Add(Waited, mark.Started - mark.Submitted);
                }

                if (mark.Started != 0 && mark.Completed != 0)
                {
                    durations.Add(Ran, mark.Completed - mark.Started);
                }

                if (mark.Completed != 0 && mark.Completed <= now && now - mark.Completed < TrendLength * TimeSpan.TicksPerMinute)
                {
                    summary.Trend[TrendLength - 1 - (int)((now - mark.Completed) / TimeSpan.TicksPerMinute)]++;
                    recent += now - mark.Completed < RateSeconds * TimeSpan.TicksPerSecond ? 1 : 0;
                }
            }

            summary.Rate = (double)recent / RateSeconds;
            (summary.WaitedMedian, summary.Waited95) = (durations.At(Waited, 50), durations.At(Waited, 95));
            (summary.RanMedian, summary.Ran95) = (durations.At(Ran, 50), durations.At(Ran, 95));
        }

        return summary;
    }

    private void Span(in TaskMark mark)
    {
        if (mark.Begin is > 0 and var begin)
        {
            First = First == 0 ? begin : Math.Min(First, begin);
            Last = Math.Max(Last, Math.Max(mark.Completed, Math.Max(mark.Started, begin)));
        }
    }
}
