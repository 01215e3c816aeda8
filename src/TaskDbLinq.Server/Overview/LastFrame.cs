using System.Text.RegularExpressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Where an exception was raised, from a traceback as CPython and the versions of IPython write it. Numbers of cells and the
/// ids of their temporary files are left out: they differ from run to run.
/// </summary>
internal static partial class LastFrame
{
    private const int MostLines = 400;
    private const int LongestLine = 400;

    /// <summary>Returns <c>file.py:12 in f</c>; empty if no line tells.</summary>
    public static string Of(DocumentValue traceback)
    {
        var text = traceback switch
        {
            DocumentArray lines => string.Join('\n', lines.OfType<DocumentString>().Select(line => line.Value)),
            DocumentString whole => whole.Value,
            _ => string.Empty,
        };
        var last = string.Empty;
        foreach (var line in text.Split('\n').TakeLast(MostLines))
        {
            last = Read(Ansi().Replace(line.Length > LongestLine ? line[..LongestLine] : line, string.Empty), last);
        }

        return last;
    }

    private static string Read(string line, string last)
    {
        if (Python().Match(line) is { Success: true } python)
        {
            return $"{Place(python)}:{python.Groups["line"]} in {python.Groups["name"]}";
        }

        if (Cell().Match(line) is { Success: true } cell)
        {
            return $"cell, line {cell.Groups["line"]}";
        }

        if (OldIPython().Match(line) is { Success: true } old)
        {
            return $"{Place(old)} in {old.Groups["name"]}";
        }

        // The arrow of older versions says at which line of the frame before.
        return Arrow().Match(line) is { Success: true } arrow && last.Length > 0
            && !last.Contains(':', StringComparison.Ordinal) && !last.Contains(", line ", StringComparison.Ordinal)
            ? last.Replace(" in ", $":{arrow.Groups["line"]} in ", StringComparison.Ordinal)
            : last;
    }

    private static string Place(Match match) =>
        match.Groups["file"].Value is var file && file.Contains("ipython-input", StringComparison.Ordinal) ? "cell" : file;

    /// <summary><c>File "x.py", line 3, in f</c>, and since IPython 8 <c>File ~/x.py:3, in f(x)</c>.</summary>
    [GeneratedRegex(
        """^\s*File (?:"(?<file>[^"]+)", line (?<line>\d+)|(?<file>.+?):(?<line>\d+)), in (?<name>[^\s(]+)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Python();

    [GeneratedRegex(@"^\s*(?:Cell |Input )?In ?\[\d+\], line (?<line>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Cell();

    /// <summary><c>~/x.py in f(x)</c>, up to IPython 7.</summary>
    [GeneratedRegex(@"^(?<file>\S.*?) in (?<name>[\w<>.]+)\(.*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OldIPython();

    [GeneratedRegex(@"^-+> (?<line>\d+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?", RegexOptions.CultureInvariant)]
    private static partial Regex Ansi();
}
