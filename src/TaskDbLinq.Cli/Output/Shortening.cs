using System.Globalization;
using System.Text;
using Spectre.Console;

namespace TaskDbLinq.Cli.Output;

/// <summary>A value brought into the width of a cell, on one line and without anything that a terminal would obey.</summary>
internal static class Shortening
{
    private const string Ellipsis = "…";

    /// <summary>More than this is never shown, so it is not measured.</summary>
    private const int LongestShown = 400;

    /// <summary>The start of a text, on one line: runs of white space become a space, control and format characters a dot.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= LongestShown)
            {
                return line.Append(Ellipsis).ToString();
            }

            if (Rune.IsWhiteSpace(rune))
            {
                line.Append(line is [.., ' '] ? string.Empty : " ");
            }
            else
            {
                line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? "·" : rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>
    /// Fits a line into a number of columns. An id loses its middle, because ids of one session start alike and those of
    /// one process end alike; everything else loses its end.
    /// </summary>
    public static string Fit(string line, int width, bool isId)
    {
        if (line.GetCellWidth() <= width)
        {
            return line;
        }

        var tail = isId ? (width - 1) / 2 : 0;
        return Head(line, width - 1 - tail) + Ellipsis + (tail == 0 ? string.Empty : line[^tail..]);
    }

    private static string Head(string line, int width)
    {
        var end = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            width -= rune.ToString().GetCellWidth();
            if (width < 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return line[..end];
    }
}
