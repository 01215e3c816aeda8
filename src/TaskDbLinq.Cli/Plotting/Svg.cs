using System.Globalization;
using System.Xml;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>Where a text stands beside its point.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// An SVG file as it is written: rectangles, lines and texts, in order. Numbers have two decimals, which is finer than a screen.
/// </summary>
internal sealed class Svg : IDisposable
{
    private readonly XmlWriter _xml;

    /// <param name="output">Where it goes.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="scale">How many pixels a unit has.</param>
    public Svg(Stream output, int width, int height, double scale)
    {
        _xml = XmlWriter.Create(
            output,
            new XmlWriterSettings
            {
                Indent = true,
                IndentChars = " ",
                NewLineChars = "\n",
                Encoding = new System.Text.UTF8Encoding(false),
            });
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attribute("width", width);
        Attribute("height", height);
        _xml.WriteAttributeString(
            "viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width / scale:0.##} {height / scale:0.##}"));
        _xml.WriteAttributeString("font-family", "sans-serif");
        Rectangle(0, 0, width / scale, height / scale, "#FFFFFF");
    }

    public void Rectangle(double x, double y, double width, double height, string color)
    {
        _xml.WriteStartElement("rect");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        _xml.WriteAttributeString("fill", color);
        _xml.WriteEndElement();
    }

    public void Line(double x1, double y1, double x2, double y2, string color)
    {
        _xml.WriteStartElement("line");
        Attribute("x1", x1);
        Attribute("y1", y1);
        Attribute("x2", x2);
        Attribute("y2", y2);
        _xml.WriteAttributeString("stroke", color);
        _xml.WriteEndElement();
    }

    /// <summary>A line through points, with the area below it down to <paramref name="floor"/> in the same color.</summary>
    public void Area(IReadOnlyList<(double X, double Y)> points, double floor, string color)
    {
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));
        _xml.WriteStartElement("polygon");
        _xml.WriteAttributeString(
            "points",
            string.Create(CultureInfo.InvariantCulture, $"{points[0].X:0.##},{floor:0.##} {line} {points[^1].X:0.##},{floor:0.##}"));
        _xml.WriteAttributeString("fill", color);
        _xml.WriteAttributeString("fill-opacity", "0.2");
        _xml.WriteEndElement();
        _xml.WriteStartElement("polyline");
        _xml.WriteAttributeString("points", line);
        _xml.WriteAttributeString("fill", "none");
        _xml.WriteAttributeString("stroke", color);
        _xml.WriteAttributeString("stroke-width", "1.5");
        _xml.WriteEndElement();
    }

    public void Text(double x, double y, string text, Anchor anchor = Anchor.Start, double size = 12, bool isBold = false)
    {
        _xml.WriteStartElement("text");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("font-size", size);
        if (anchor != Anchor.Start)
        {
            _xml.WriteAttributeString("text-anchor", anchor == Anchor.Middle ? "middle" : "end");
        }

        if (isBold)
        {
            _xml.WriteAttributeString("font-weight", "bold");
        }

        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Attribute(string name, double value) =>
        _xml.WriteAttributeString(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
