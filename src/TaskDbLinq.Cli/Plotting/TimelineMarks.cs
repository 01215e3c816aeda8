using ScottPlot;
using SkiaSharp;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>Draws the blocks of a timeline as one plottable: thousands of rectangles of their own would be slow.</summary>
internal sealed class TimelineMarks(Timeline timeline, int rows, AxisLimits limits) : IPlottable
{
    private const double RowHeight = 0.8;

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
            var left = Axes.GetPixelX(from.ToOADate());
            rp.Canvas.DrawRect(
                new SKRect(left, Axes.GetPixelY(bottom + (high * RowHeight)), Math.Max(left + 1, Axes.GetPixelX(to.ToOADate())), Axes.GetPixelY(bottom + (low * RowHeight))),
                paint);
        }
    }
}
