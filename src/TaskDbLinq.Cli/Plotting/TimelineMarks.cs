using ScottPlot;
using SkiaSharp;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>Draws the blocks of a timeline as one plottable: thousands of rectangles of their own would be slow.</summary>
internal sealed class TimelineMarks(Timeline timeline, int rows, AxisLimits limits) : IPlottable
{
    private const double RowHeight = 0.8;

    /// <summary>A block this wide begins with a gap of a pixel, so that tasks one after another can be told apart.</summary>
    private const float Wide = 4;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => limits;

    public void Render(RenderPack rp)
    {
        using var paint = new SKPaint { IsAntialias = false, Style = SKPaintStyle.Fill };
        foreach (var (row, from, to, state, low, high) in timeline.Blocks())
        {
            var bottom = rows - 1 - row - (RowHeight / 2);
            paint.Color = StateColours.Of(state).ToSKColor();
            var (left, right) = (Axes.GetPixelX(from.ToOADate()), Axes.GetPixelX(to.ToOADate()));
            left += right - left >= Wide ? 1 : 0;
            rp.Canvas.DrawRect(
                new SKRect(left, Axes.GetPixelY(bottom + (high * RowHeight)), Math.Max(left + 1, right), Axes.GetPixelY(bottom + (low * RowHeight))),
                paint);
        }
    }
}
