using ScottPlot;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>How long questions take as the number of tasks grows, ours and theirs.</summary>
internal static class GrowthChart
{
    private static readonly Question[] Questions = [Question.Pending, Question.Hundred];

    /// <summary>Each with a colour that those tell apart who see red and green alike (Okabe and Ito's palette), and its marker.</summary>
    private static readonly (string Group, string Contender, string Colour, MarkerShape Marker)[] Lines =
    [
        ("MemoryQueries", "DictDb", "#0072B2", MarkerShape.FilledCircle),
        ("MemoryQueries", "original DictDB", "#56B4E9", MarkerShape.OpenCircle),
        ("SqliteQueries", "SqliteDb", "#D55E00", MarkerShape.FilledSquare),
        ("SqliteQueries", "EF Core", "#CC79A7", MarkerShape.FilledDiamond),
        ("SqliteQueries", "original SQLiteDB", "#E69F00", MarkerShape.OpenSquare),
        ("MongoQueries", "MongoDb", "#009E73", MarkerShape.FilledTriangleUp),
    ];

    public static void Save(Measured measured, string file)
    {
        var multiplot = new Multiplot();
        multiplot.AddPlots(Questions.Length);
        multiplot.Layout = new ScottPlot.MultiplotLayouts.Columns();
        for (var i = 0; i < Questions.Length; i++)
        {
            Draw(multiplot.GetPlot(i), measured, Questions[i]);
        }

        multiplot.SavePng(file, 1_400, 560);
    }

    private static void Draw(Plot plot, Measured measured, Question question)
    {
        var sizes = new SortedSet<int>();
        foreach (var line in Lines)
        {
            var points =
                measured.All.Where(
                    m => m.Group == line.Group && m.Contender == line.Contender && m.Work == $"{question}" && m.Nanoseconds is not null)
                .OrderBy(m => m.Tasks)
                .ToList();
            if (points.Count == 0)
            {
                continue;
            }

            sizes.UnionWith(points.Select(m => m.Tasks));
            var scatter = plot.Add.Scatter(
                points.Select(m => Math.Log10(m.Tasks)).ToArray(), points.Select(m => Math.Log10(m.Nanoseconds!.Value)).ToArray());
            (scatter.LegendText, scatter.Color, scatter.MarkerShape, scatter.MarkerSize, scatter.LineWidth) =
                (line.Contender, Color.FromHex(line.Colour), line.Marker, 9, 2);
        }

        plot.Title(question == Question.Pending ? "What is not completed (a tenth of all)" : "A hundred tasks by time");
        plot.Axes.Bottom.TickGenerator = Ticks(sizes.Select(size => (Math.Log10(size), Text.Count(size))));
        plot.Axes.Left.TickGenerator = Ticks(Enumerable.Range(2, 10).Select(power => ((double)power, Text.RoundTime(Math.Pow(10, power)))));
        plot.XLabel("tasks");
        plot.YLabel("time");
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.Margins(0.08, 0.3);
    }

    private static ScottPlot.TickGenerators.NumericManual Ticks(IEnumerable<(double At, string Label)> ticks)
    {
        var all = ticks.ToList();
        return new(all.Select(tick => tick.At).ToArray(), all.Select(tick => tick.Label).ToArray());
    }
}
