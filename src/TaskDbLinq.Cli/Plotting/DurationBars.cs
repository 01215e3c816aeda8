namespace TaskDbLinq.Cli.Plotting;

/// <summary>How long tasks ran: bars over the logarithm of the seconds, the states on top of each other.</summary>
internal static class DurationBars
{
    private const int BinsPerDecade = 5;
    private const double BarWidth = 0.9;

    public static void Draw(Func<(double From, double To), (double From, double To), Panel> panelOf, TaskTimes times)
    {
        var bins = times.Tasks
            .Where(task => task is { Started: not null, Completed: not null })
            .GroupBy(
                task =>
                    (int)Math.Floor(BinsPerDecade * Math.Log10(Math.Max(1e-6, (task.Completed!.Value - task.Started!.Value).TotalSeconds))))
            .ToList();
        var (first, last) = bins.Count == 0
            ? (-3, 1)
            : (
                (int)Math.Floor(bins.Min(bin => bin.Key) / (double)BinsPerDecade),
                (int)Math.Ceiling((bins.Max(bin => bin.Key) + 1) / (double)BinsPerDecade));
        var top = 1.1 * Math.Max(1, bins.Select(bin => bin.Count()).DefaultIfEmpty().Max());
        var panel = panelOf((first, last), (0, top));
        panel.Title("Tasks by how long they ran");
        panel.XTicks(Enumerable.Range(first, last - first + 1).Select(decade => ((double)decade, Ticks.Decade(decade))));
        panel.YTicks(Ticks.Counts(top), hasGrid: true);
        foreach (var bin in bins)
        {
            var low = 0;
            var (left, right) = (panel.AtX((double)bin.Key / BinsPerDecade), panel.AtX((bin.Key + BarWidth) / BinsPerDecade));
            foreach (var (state, count) in bin.CountBy(task => task.State).OrderBy(pair => pair.Key))
            {
                panel.Svg.Rectangle(
                    left, panel.AtY(low + count), right - left, panel.AtY(low) - panel.AtY(low + count), StateColors.Of(state));
                low += count;
            }
        }

        panel.DrawFrame();
    }
}
