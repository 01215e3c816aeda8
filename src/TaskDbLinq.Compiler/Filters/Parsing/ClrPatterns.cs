using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>A .NET regex as a pattern of a filter: its text, and the options that MongoDB knows too.</summary>
internal static class ClrPatterns
{
    /// <summary>Options that say how a pattern is run, and nothing of what it matches.</summary>
    private const RegexOptions WithoutMeaning = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly (RegexOptions Flag, string Letter)[] Letters =
    [
        (RegexOptions.IgnoreCase, "i"),
        (RegexOptions.Multiline, "m"),
        (RegexOptions.Singleline, "s"),
        (RegexOptions.IgnorePatternWhitespace, "x"),
    ];

    /// <summary>Returns whether the regex has a form in MongoDB, and the pattern, or else the options that have none.</summary>
    public static bool TryRead(Regex regex, [NotNullWhen(true)] out DocumentRegex? pattern, out RegexOptions unknown)
    {
        var options = string.Empty;
        unknown = regex.Options & ~WithoutMeaning;
        foreach (var (flag, letter) in Letters)
        {
            options += unknown.HasFlag(flag) ? letter : string.Empty;
            unknown &= ~flag;
        }

        pattern = unknown == 0 ? new DocumentRegex(regex.ToString(), options) : null;
        return pattern is not null;
    }
}
