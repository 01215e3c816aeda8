namespace TaskDbLinq.Cli.Plotting;

/// <summary>One of the plots of a picture: a title, an area with a frame, and what its edges mean.</summary>
/// <param name="Svg">Where it is drawn.</param>
/// <param name="Left">The left edge of the area.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="X">What its left and right edges are.</param>
/// <param name="Y">What its lower and upper edges are.</param>
internal sealed record Panel(
    Svg Svg, double Left, double Top, double Width, double Height, (double From, double To) X, (double From, double To) Y)
{
    private const string Frame = "#000000";
    private const string Grid = "#EBEBEB";
    private const double LineHeight = 14;
    private const double LetterWidth = 7;

    public double Bottom => Top + Height;

    public double Right => Left + Width;

    public double AtX(double value) => Left + (Width * (value - X.From) / Math.Max(double.Epsilon, X.To - X.From));

    public double AtY(double value) => Bottom - (Height * (value - Y.From) / Math.Max(double.Epsilon, Y.To - Y.From));

    public void Title(string text) => Svg.Text(Left + (Width / 2), Top - 10, text, Anchor.Middle, 16, isBold: true);

    /// <summary>Labels below the area, of as many lines as they have, each with a line of the grid.</summary>
    public void XTicks(IEnumerable<(double At, string Label)> ticks)
    {
        foreach (var (at, label) in ticks)
        {
            var x = AtX(at);
            Svg.Line(x, Top, x, Bottom, Grid);
            Svg.Line(x, Bottom, x, Bottom + 4, Frame);
            foreach (var (line, text) in label.Split('\n').Index())
            {
                Svg.Text(x, Bottom + ((line + 1) * LineHeight) + 4, text, Anchor.Middle);
            }
        }
    }

    /// <summary>Labels beside the area.</summary>
    public void YTicks(IEnumerable<(double At, string Label)> ticks, bool hasGrid)
    {
        foreach (var (at, label) in ticks)
        {
            var y = AtY(at);
            if (hasGrid)
            {
                Svg.Line(Left, y, Right, y, Grid);
            }

            Svg.Line(Left - 4, y, Left, y, Frame);
            Svg.Text(Left - 8, y + 4, label, Anchor.End);
        }
    }

    /// <summary>What the colors mean, in the upper right corner.</summary>
    public void Legend(IReadOnlyList<(string Color, string Label)> entries)
    {
        var x = Right - 10 - entries.Sum(entry => Room(entry.Label));
        foreach (var (color, label) in entries)
        {
            Svg.Rectangle(x, Top + 8, 12, 12, color);
            Svg.Text(x + 17, Top + 18, label);
            x += Room(label);
        }

        static double Room(string label) => 30 + (LetterWidth * label.Length);
    }

    public void DrawFrame()
    {
        Svg.Line(Left, Bottom, Right, Bottom, Frame);
        Svg.Line(Left, Top, Left, Bottom, Frame);
    }
}
