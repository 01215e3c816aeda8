using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>How long tasks ran: bars over the logarithm of the seconds, the states on top of each other.</summary>
internal static class DurationBars
{
    private const int BinsPerDecade = 5;

    public static void Draw(Plot plot, TaskTimes times)
    {
        var bins = times.Tasks
            .Where(task => task is { Started: not null, Completed: not null })
            .GroupBy(task => (int)Math.Floor(BinsPerDecade * Math.Log10(Math.Max(1e-6, (task.Completed!.Value - task.Started!.Value).TotalSeconds))))
            .ToList();
        var bars = new List<Bar>();
        foreach (var bin in bins)
        {
            var low = 0;
            foreach (var (state, count) in bin.CountBy(task => task.State).OrderBy(pair => pair.Key))
            {
                bars.Add(new Bar
                {
                    Position = (bin.Key + 0.5) / BinsPerDecade,
                    ValueBase = low,
                    Value = low + count,
                    Size = 0.9 / BinsPerDecade,
                    FillColor = StateColours.Of(state),
                    LineWidth = 0,
                });
                low += count;
            }
        }

        plot.Add.Bars(bars);
        plot.Title("Tasks by how long they ran");
        var (first, last) = bins.Count == 0 ? (-3, 1) : ((int)Math.Floor(bins.Min(bin => bin.Key) / (double)BinsPerDecade), (int)Math.Ceiling((bins.Max(bin => bin.Key) + 1) / (double)BinsPerDecade));
        var decades = Enumerable.Range(first, last - first + 1).ToArray();
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. decades.Select(decade => (double)decade)], [.. decades.Select(Decade)]);
        plot.Axes.SetLimits(first, last, 0, 1.1 * Math.Max(1, bars.Select(bar => bar.Value).DefaultIfEmpty().Max()));
    }

    private static string Decade(int decade) => decade switch
    {
        < -3 => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade + 6):0} µs"),
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade + 3):0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade):#,0} s"),
    };
}
