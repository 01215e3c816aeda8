using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// Shell patterns as regular expressions, by the rules of Python's <c>fnmatch.fnmatchcase</c>: they are PCRE, and a
/// MongoDB server takes them too. https://docs.python.org/3/library/fnmatch.html
/// </summary>
internal static class GlobPattern
{
    /// <summary><c>{ a*[!b]? } => { \Aa.*[^b].\z }</c>; for the option <c>s</c>, under which a point matches line ends too.</summary>
    public static string ToRegex(string glob)
    {
        var runes = glob.EnumerateRunes().ToArray();
        var regex = new StringBuilder("\\A");
        for (var at = 0; at < runes.Length;)
        {
            switch (runes[at].Value)
            {
                case '*':
                    regex.Append(at > 0 && runes[at - 1].Value == '*' ? string.Empty : ".*");
                    at++;
                    break;
                case '?':
                    regex.Append('.');
                    at++;
                    break;
                case '[' when ClassEnd(runes, at) is > 0 and var end:
                    AppendClass(regex, runes.AsSpan(at + 1, end - at - 1));
                    at = end + 1;
                    break;
                default:
                    AppendLiteral(regex, runes[at++]);
                    break;
            }
        }

        return regex.Append("\\z").ToString();
    }

    /// <summary>Where the class that starts at <paramref name="at"/> ends; a bracket at its very start is a member. -1 for none.</summary>
    private static int ClassEnd(Rune[] glob, int at)
    {
        var first = at + 1;
        first += first < glob.Length && glob[first].Value == '!' ? 1 : 0;
        first += first < glob.Length && glob[first].Value == ']' ? 1 : 0;
        return first < glob.Length ? Array.IndexOf(glob, new Rune(']'), first) : -1;
    }

    /// <summary>
    /// A range whose ends are the wrong way round matches nothing; what is left without members matches nothing, or anything.
    /// </summary>
    private static void AppendClass(StringBuilder regex, ReadOnlySpan<Rune> content)
    {
        var negated = content[0].Value == '!';
        var members = new StringBuilder();
        foreach (var (first, last) in Ranges(negated ? content[1..] : content))
        {
            AppendLiteral(members, first);
            if (first != last)
            {
                AppendLiteral(members.Append('-'), last);
            }
        }

        regex.Append((negated, members.Length) switch
        {
            (false, 0) => "(?!)",
            (true, 0) => ".",
            (false, _) => $"[{members}]",
            (true, _) => $"[^{members}]",
        });
    }

    private static List<(Rune First, Rune Last)> Ranges(ReadOnlySpan<Rune> members)
    {
        var ranges = new List<(Rune First, Rune Last)>();
        for (var at = 0; at < members.Length;)
        {
            var last = at + 2 < members.Length && members[at + 1].Value == '-' ? members[at + 2] : members[at];
            if (members[at] <= last)
            {
                ranges.Add((members[at], last));
            }

            at += at + 2 < members.Length && members[at + 1].Value == '-' ? 3 : 1;
        }

        return ranges;
    }

    /// <summary>A backslash before ASCII that is neither letter nor digit is plain to PCRE; a control character is spelled out.</summary>
    private static void AppendLiteral(StringBuilder regex, Rune literal)
    {
        if (Rune.IsControl(literal))
        {
            regex.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{{{literal.Value:x}}}");
            return;
        }

        regex.Append(literal.IsAscii && !Rune.IsLetterOrDigit(literal) ? "\\" : string.Empty).Append(literal.ToString());
    }
}
