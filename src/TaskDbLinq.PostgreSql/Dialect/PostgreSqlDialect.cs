using System.Globalization;
using System.Text;
using TaskDbLinq.Filters.Patterns;

namespace TaskDbLinq.PostgreSql.Dialect;

/// <summary>
/// PCRE's constructs in the syntax of PostgreSQL's advanced regular expressions, each where both find a match in the same strings. An
/// automaton finds whether there is a match, so that greedy and lazy are the same here; what depends on backtracking is refused.
/// </summary>
/// <seealso href="https://www.postgresql.org/docs/current/functions-matching.html#POSIX-SYNTAX-DETAILS"/>
internal sealed class PostgreSqlDialect : PatternDialect
{
    private const string Word = "[0-9A-Z_a-z]";

    public static PostgreSqlDialect Instance { get; } = new();

    /// <summary>Writes a pattern as PostgreSQL reads it.</summary>
    /// <exception cref="QueryException">PostgreSQL can't run the pattern as memory does.</exception>
    public static string Write(Pattern pattern) => pattern.In(Instance, out var reason) ?? throw StoreRefusal.At(pattern.Path, reason);

    public override string Where => "by PostgreSQL";

    public override string Start => "(?:^)";

    public override string End => "(?:$)";

    public override string EndOrLastNewline => "(?:(?=\\u000A?$))";

    public override string LineStart => "(?:^|(?:(?<=\\u000A)(?!$)))";

    public override string LineEnd => "(?:(?=\\u000A|$))";

    public override string Boundary => $"(?:(?:(?<={Word})(?!{Word}))|(?:(?<!{Word})(?={Word})))";

    public override string NoBoundary => $"(?:(?:(?<={Word})(?={Word}))|(?:(?<!{Word})(?!{Word})))";

    /// <summary>Written as an atomic group, which there is none of; see <see cref="Refuse"/>.</summary>
    public override string Newline => throw new InvalidOperationException("\\R is refused before it is written.");

    public override int MaxRepeat => 255;

    public override string? Refuse(PatternConstruct construct) => construct == PatternConstruct.BackReference
        ? "PostgreSQL prefers the longest match, and may find another one"
        : "PostgreSQL has no part of a pattern that keeps what it took";

    /// <summary>NUL is in no string of PostgreSQL, and in no pattern.</summary>
    public override Piece Set(CodePointSet set)
    {
        var text = new StringBuilder();
        var size = 2L;
        foreach (var (first, last) in set.Ranges.Where(range => range.Last > 0))
        {
            Append(text, Math.Max(first, 1));
            if (last > first)
            {
                text.Append('-');
                Append(text, last);
            }

            size += 2;
        }

        return new Piece(text.Length == 0 ? "(?:(?!))" : $"[{text}]", 1, 1, size);
    }

    public override string Look(string open, string body) => $"(?:{open}(?:{body})))";

    public override string Bounds(int from, int? to) => to is null
        ? string.Create(CultureInfo.InvariantCulture, $"{{{from},}}")
        : string.Create(CultureInfo.InvariantCulture, $"{{{from},{to}}}");

    private static void Append(StringBuilder text, int point)
    {
        if (point > 0xFFFF)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\U{point:X8}");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{point:X4}");
        }
    }
}
