using System.Text.RegularExpressions;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// PCRE patterns as regular expressions of .NET, or of another engine, that give the same answers; what can't is refused by name.
/// MongoDB runs PCRE in UTF mode without UCP. https://www.mongodb.com/docs/manual/reference/operator/query/regex/
/// </summary>
internal static class PcreTranslator
{
    /// <summary>Above this an automaton would cost more to build than backtracking under a time limit.</summary>
    private const int MaxStates = 2_000;

    /// <summary>The expression; null, with the reason, when the pattern is malformed or .NET can't run it as PCRE would.</summary>
    public static Regex? TryTranslate(string pattern, string options, TimeSpan timeout, out string reason)
    {
        if (Translate(pattern, options, DotNetDialect.Instance, out var backtracks, out reason) is not { } piece)
        {
            return null;
        }

        var flags = backtracks || piece.Size > MaxStates
            ? System.Text.RegularExpressions.RegexOptions.CultureInvariant
            : System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.NonBacktracking;
        return new Regex(piece.Text, flags, timeout);
    }

    /// <summary>
    /// Writes a pattern for an engine; null, with the reason, when the pattern is malformed or the engine can't run it as PCRE would.
    /// </summary>
    public static Piece? Translate(string pattern, string options, PatternDialect dialect, out bool backtracks, out string reason)
    {
        var flags = PcreOptions.Of(options);
        var found = new PcreCaptures(known: null);
        new PcreParser(new PcreCursor(pattern), flags, found, dialect).Read();
        found.Close();

        var cursor = new PcreCursor(pattern);
        var parser = new PcreParser(cursor, flags, new PcreCaptures(found), dialect);
        var piece = parser.Read();
        (backtracks, reason) = (parser.Backtracks, cursor.Fault ?? string.Empty);
        return cursor.Fault is null ? piece : null;
    }
}
