using System.Globalization;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>The picture of a database: a timeline of its engines, the depth of its queue, how long its tasks ran. Times are UTC.</summary>
internal sealed class TaskPicture
{
    private const int MostRows = 32;

    /// <summary>A picture smaller than this is drawn at this size and shrunk, so that texts leave room for the marks.</summary>
    private const double LeastWidth = 1_000;
    private const double LeastHeight = 750;
    private const double LeftSpace = 90;
    private const double RightSpace = 40;
    private const double TopSpace = 40;
    private const double BottomSpace = 45;
    private const double RowHeight = 0.8;

    /// <summary>A block this wide begins with a gap of a pixel, so that tasks one after another can be told apart.</summary>
    private const double Wide = 4;

    /// <summary>Room above the marks for the legend, as a part of their height.</summary>
    private const double LegendRoom = 0.14;
    private const double QueueLegendRoom = 0.4;

    private readonly Svg _svg;
    private readonly TaskTimes _times;
    private readonly (double Width, double Height) _size;

    private TaskPicture(Svg svg, TaskTimes times, (double Width, double Height) size) => (_svg, _times, _size) = (svg, times, size);

    /// <summary>Writes the picture as SVG.</summary>
    public static void Save(TaskTimes times, string path, int width, int height)
    {
        var scale = Math.Min(1, Math.Min(width / LeastWidth, height / LeastHeight));
        using var file = File.Create(path);
        using var svg = new Svg(file, width, height, scale);
        var picture = new TaskPicture(svg, times, (width / scale, height / scale));
        picture.DrawEngines();
        picture.DrawQueue();
        DurationBars.Draw((x, y) => picture.Part(3, 1, x, y), times);
    }

    /// <summary>A panel in some of four equal rows.</summary>
    private Panel Part(int row, int rows, (double From, double To) x, (double From, double To) y) => new(
        _svg, LeftSpace, (_size.Height * row / 4) + TopSpace, _size.Width - LeftSpace - RightSpace,
        (_size.Height * rows / 4) - TopSpace - BottomSpace, x, y);

    private void DrawEngines()
    {
        var rows = Math.Min(MostRows, _times.Engines.Count);
        var panel = Part(0, 2, (_times.First.Ticks, _times.Last.Ticks), (-0.5, Math.Max(1, rows) - 0.5 + (LegendRoom * Math.Max(1, rows))));
        var hidden = _times.Engines.Count > rows ? $"; the busiest {rows} of {_times.Engines.Count} engines" : string.Empty;
        panel.Title($"{Numbers.Tasks(_times.Tasks.Count)} by engine{hidden} (UTC)");
        panel.XTicks(Ticks.Times(_times.First, _times.Last));
        panel.YTicks(
            _times.Engines.Take(rows)
                .Index()
                .Select(engine => ((double)(rows - 1 - engine.Index), Shortening.Fit(Shortening.OneLine(engine.Item), 9, isId: false))),
            hasGrid: false);
        foreach (var (row, from, to, state, low, high) in new Timeline(_times, rows).Blocks())
        {
            var bottom = rows - 1 - row - (RowHeight / 2);
            var (left, right) = (panel.AtX(from.Ticks), panel.AtX(to.Ticks));
            left += right - left >= Wide ? 1 : 0;
            var (upper, lower) = (panel.AtY(bottom + (high * RowHeight)), panel.AtY(bottom + (low * RowHeight)));
            _svg.Rectangle(left, upper, Math.Max(1, right - left), lower - upper, StateColors.Of(state));
        }

        var counts = _times.Tasks.CountBy(task => task.State).ToDictionary();
        panel.Legend([.. Enum.GetValues<TaskState>().Select(state => (
            StateColors.Of(state), string.Create(
                CultureInfo.InvariantCulture, $"{state.ToString().ToLowerInvariant()} ({counts.GetValueOrDefault(state)})")))]);
        panel.DrawFrame();
    }

    private void DrawQueue()
    {
        var depth = QueueDepth.Of(_times);
        var most = Math.Max(1, Math.Max(depth.Waiting.Max(), depth.Running.Max()));
        var panel = Part(2, 1, (_times.First.Ticks, _times.Last.Ticks), (0, (1 + QueueLegendRoom) * most));
        panel.Title("Tasks waiting and running");
        panel.XTicks(Ticks.Times(_times.First, _times.Last));
        panel.YTicks(Ticks.Counts(most), hasGrid: true);
        (string Color, string Label)[] lines = [("#0072B2", "waiting"), ("#E69F00", "running")];
        foreach (var (values, (color, _)) in ((double[][])[depth.Waiting, depth.Running]).Zip(lines))
        {
            _svg.Area([.. depth.Moments.Zip(values, (time, value) => (panel.AtX(time.Ticks), panel.AtY(value)))], panel.Bottom, color);
        }

        panel.Legend(lines);
        panel.DrawFrame();
    }
}
