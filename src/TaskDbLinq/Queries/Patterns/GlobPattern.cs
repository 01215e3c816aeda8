using System.Text;

namespace TaskDbLinq.Queries.Patterns;

/// <summary>Shell patterns as regular expressions.</summary>
internal static class GlobPattern
{
    /// <summary><c>{ a*[!b]? } => { \Aa.*[^b].\z }</c>; for the option <c>s</c>, under which a point matches line ends too.</summary>
    public static string ToRegex(string glob)
    {
        var regex = new StringBuilder("\\A");
        for (var at = 0; at < glob.Length;)
        {
            switch (glob[at])
            {
                case '*':
                    regex.Append(regex is [.., '.', '*'] ? string.Empty : ".*");
                    at++;
                    break;
                case '?':
                    regex.Append('.');
                    at++;
                    break;
                case '[' when ClassEnd(glob, at) is > 0 and var end:
                    AppendClass(regex, glob.AsSpan(at + 1, end - at - 1));
                    at = end + 1;
                    break;
                default:
                    AppendLiteral(regex, glob[at++]);
                    break;
            }
        }

        return regex.Append("\\z").ToString();
    }

    /// <summary>Where the class that starts at <paramref name="at"/> ends; a bracket at its start is its member. -1 for none.</summary>
    private static int ClassEnd(string glob, int at)
    {
        var first = at + 1 < glob.Length && glob[at + 1] == '!' ? at + 2 : at + 1;
        return first < glob.Length ? glob.IndexOf(']', first + 1 <= glob.Length ? first + (glob[first] == ']' ? 1 : 0) : first) : -1;
    }

    private static void AppendClass(StringBuilder regex, ReadOnlySpan<char> members)
    {
        var negated = members is ['!', ..];
        regex.Append(negated ? "[^" : "[");
        foreach (var member in negated ? members[1..] : members)
        {
            regex.Append(member is '\\' or '[' or ']' or '^' or '&' or '~' or '|' ? "\\" : string.Empty).Append(member);
        }

        regex.Append(']');
    }

    private static void AppendLiteral(StringBuilder regex, char literal) =>
        regex.Append("\\^$.|?*+()[]{}#-/ ".Contains(literal, StringComparison.Ordinal) && literal is not (' ' or '#' or '-' or '/') ? "\\" : string.Empty).Append(literal);
}
