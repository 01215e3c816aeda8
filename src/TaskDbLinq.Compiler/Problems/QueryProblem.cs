using TaskDbLinq.Problems;

namespace TaskDbLinq;

/// <summary>One thing that is wrong with a query.</summary>
/// <param name="Path">Where it stands in the query, such as <c>$and[1].started.$gte</c>; empty for the whole of it.</param>
/// <param name="Reason">What is wrong, as a sentence without its point.</param>
/// <param name="Suggestion">The name that was probably meant; null when none is near.</param>
public sealed record QueryProblem(string Path, string Reason, string? Suggestion = null)
{
    private const int ShownLength = 60;

    /// <summary>One line: path, reason, suggestion.</summary>
    public override string ToString()
    {
        var line = Path.Length == 0 ? Reason : $"{Shown(Path)}: {Reason}";
        return Suggestion is null ? line : $"{line}; did you mean '{Suggestion}'?";
    }

    /// <summary>A name that is none of the known ones.</summary>
    internal static QueryProblem UnknownName(string path, string what, string name, IEnumerable<string> known) =>
        new(path, $"unknown {what} '{Shown(name)}'", NearMiss.Find(name, known));

    /// <summary>A name as a path shows it: one of a hostile query may be of any length.</summary>
    internal static string Shortened(string name) =>
        name.Length <= 4 * ShownLength ? name : string.Concat(name.AsSpan(0, 4 * ShownLength), "\u2026");

    /// <summary>An offending value as a message shows it: on one line, and shortened.</summary>
    internal static string Shown(string text)
    {
        var line = Printable(text.Length <= ShownLength ? text : text[..ShownLength]);
        return text.Length <= ShownLength ? line : line + "\u2026";
    }

    /// <summary>A text without control characters, each of which becomes a dot.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(unit => char.IsControl(unit) ? '\u00B7' : unit));
}
