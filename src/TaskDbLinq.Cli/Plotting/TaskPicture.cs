using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.TickGenerators;
using SkiaSharp;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>The picture of a database: a timeline of its engines, the depth of its queue, how long its tasks ran. Times are UTC.</summary>
internal static class TaskPicture
{
    private const int MostRows = 32;

    /// <summary>A picture smaller than this is drawn at this size and shrunk, so that texts leave room for the marks.</summary>
    private const float LeastWidth = 1_000;
    private const float LeastHeight = 750;
    private const double FewSeconds = 15;
    private const float LeftSpace = 90;
    private const float RightSpace = 40;
    private const float BottomSpace = 40;

    /// <summary>Room above the marks for the legend, as a part of their height.</summary>
    private const double LegendRoom = 0.14;
    private const double QueueLegendRoom = 0.4;

    /// <summary>Saves the picture, as SVG or as PNG by the name of the file.</summary>
    public static void Save(TaskTimes times, string path, int width, int height)
    {
        var picture = new Multiplot();
        picture.AddPlots(3);
        var (engines, queue, durations) = (picture.GetPlot(0), picture.GetPlot(1), picture.GetPlot(2));
        DrawEngines(engines, times);
        DrawQueue(queue, times);
        DurationBars.Draw(durations, times);
        var layout = new CustomGrid();
        layout.Set(engines, new GridCell(0, 0, 4, 1, 2, 1));
        layout.Set(queue, new GridCell(2, 0, 4, 1));
        layout.Set(durations, new GridCell(3, 0, 4, 1));
        picture.Layout = layout;
        foreach (var plot in picture.GetPlots())
        {
            plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = LeftSpace;
            plot.Axes.Right.MinimumSize = RightSpace;
            plot.Axes.Bottom.MinimumSize = BottomSpace;
            plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        }

        using var file = File.Create(path);
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), file);
            Render(picture, canvas, width, height);
        }
        else
        {
            using var surface = SKSurface.Create(new SKImageInfo(width, height));
            Render(picture, surface.Canvas, width, height);
            using var image = surface.Snapshot();
            using var png = image.Encode(SKEncodedImageFormat.Png, 100);
            png.SaveTo(file);
        }
    }

    private static void Render(Multiplot picture, SKCanvas canvas, int width, int height)
    {
        canvas.Clear(SKColors.White);
        var scale = Math.Min(1, Math.Min(width / LeastWidth, height / LeastHeight));
        canvas.Scale(scale);
        picture.Render(canvas, new PixelRect(0, width / scale, height / scale, 0));
    }

    private static void DrawEngines(Plot plot, TaskTimes times)
    {
        var rows = Math.Min(MostRows, times.Engines.Count);
        var limits = new AxisLimits(times.First.ToOADate(), times.Last.ToOADate(), -0.5, Math.Max(1, rows) - 0.5 + (LegendRoom * Math.Max(1, rows)));
        plot.Add.Plottable(new TimelineMarks(new Timeline(times, rows), rows, limits));
        var hidden = times.Engines.Count > rows ? $"; the busiest {rows} of {times.Engines.Count} engines" : string.Empty;
        plot.Title($"{Numbers.Tasks(times.Tasks.Count)} by engine{hidden} (UTC)");
        ShowTimes(plot, times.Last - times.First);
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, rows).Select(row => (double)(rows - 1 - row))],
            [.. times.Engines.Take(rows).Select(engine => engine.Length > 8 ? engine[..8] : engine)]);
        plot.Axes.SetLimits(limits);
        var counts = times.Tasks.CountBy(task => task.State).ToDictionary();
        plot.ShowLegend(
            Enum.GetValues<TaskState>().Select(state => new LegendItem
            {
                LabelText = string.Create(CultureInfo.InvariantCulture, $"{state.ToString().ToLowerInvariant()} ({counts.GetValueOrDefault(state)})"),
                FillColor = StateColours.Of(state),
            }),
            Alignment.UpperRight);
        plot.Legend.Orientation = Orientation.Horizontal;
    }

    private static void DrawQueue(Plot plot, TaskTimes times)
    {
        var depth = QueueDepth.Of(times);
        var moments = Array.ConvertAll(depth.Moments, moment => moment.ToOADate());
        foreach (var (values, name, colour) in ((double[], string, string)[])[(depth.Waiting, "waiting", "#0072B2"), (depth.Running, "running", "#E69F00")])
        {
            var line = plot.Add.ScatterLine(moments, values, Color.FromHex(colour));
            line.LegendText = name;
            line.LineWidth = 1.5f;
            line.FillY = true;
            line.FillYColor = Color.FromHex(colour).WithAlpha(0.2);
        }

        plot.Title("Tasks waiting and running");
        ShowTimes(plot, times.Last - times.First);
        plot.Axes.SetLimits(times.First.ToOADate(), times.Last.ToOADate(), 0, (1 + QueueLegendRoom) * Math.Max(1, Math.Max(depth.Waiting.Max(), depth.Running.Max())));
        plot.ShowLegend(Alignment.UpperRight, Orientation.Horizontal);
    }

    private static void ShowTimes(Plot plot, TimeSpan range)
    {
        var format = range.TotalSeconds < FewSeconds ? "yyyy-MM-dd'\n'HH:mm:ss.fff" : "yyyy-MM-dd'\n'HH:mm:ss";
        plot.Axes.DateTimeTicksBottom().TickGenerator = new DateTimeAutomatic
        {
            LabelFormatter = moment => moment.ToString(format, CultureInfo.InvariantCulture),
        };
    }
}
