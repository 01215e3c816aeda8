using System.Collections.Frozen;
using System.Globalization;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// The sets of characters that PCRE has names for. Without its option UCP, which MongoDB does not set, <c>\d \w \s</c>
/// and the POSIX classes are ASCII. https://www.pcre.org/current/doc/html/pcre2pattern.html
/// </summary>
internal static class PcreSets
{
    public static readonly CodePointSet Digit = Of(('0', '9'));
    public static readonly CodePointSet Word = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));
    public static readonly CodePointSet Space = Of(('\t', '\r'), (' ', ' '));
    public static readonly CodePointSet NotNewline = Of(('\n', '\n')).Complement();
    public static readonly CodePointSet Vertical = Of(('\n', '\r'), ('\u0085', '\u0085'), ('\u2028', '\u2029'));

    public static readonly CodePointSet Horizontal = Of(
        ('\t', '\t'), (' ', ' '), ('\u00A0', '\u00A0'), ('\u1680', '\u1680'), ('\u180E', '\u180E'),
        ('\u2000', '\u200A'), ('\u202F', '\u202F'), ('\u205F', '\u205F'), ('\u3000', '\u3000'));

    private static readonly FrozenDictionary<string, CodePointSet> Posix = new Dictionary<string, CodePointSet>
    {
        ["alpha"] = Of(('A', 'Z'), ('a', 'z')),
        ["lower"] = Of(('a', 'z')),
        ["upper"] = Of(('A', 'Z')),
        ["alnum"] = Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        ["ascii"] = Of(('\0', '\u007F')),
        ["blank"] = Of(('\t', '\t'), (' ', ' ')),
        ["cntrl"] = Of(('\0', '\u001F'), ('\u007F', '\u007F')),
        ["digit"] = Digit,
        ["graph"] = Of(('!', '~')),
        ["print"] = Of((' ', '~')),
        ["punct"] = Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        ["space"] = Space,
        ["word"] = Word,
        ["xdigit"] = Of(('0', '9'), ('A', 'F'), ('a', 'f')),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Lazy<ILookup<UnicodeCategory, (int First, int Last)>> Categories =
        new(() => Runs().ToLookup(run => run.Category, run => run.Range));

    /// <summary>The set of an escape such as <c>\d</c> or <c>\D</c>; null when the letter names none.</summary>
    public static CodePointSet? ByLetter(int letter) => letter switch
    {
        'd' => Digit,
        'D' => Digit.Complement(),
        'w' => Word,
        'W' => Word.Complement(),
        's' => Space,
        'S' => Space.Complement(),
        'h' => Horizontal,
        'H' => Horizontal.Complement(),
        'v' => Vertical,
        'V' => Vertical.Complement(),
        _ => null,
    };

    /// <summary>A POSIX class; without regard to case, upper and lower are any letter. Null when the name is none.</summary>
    public static CodePointSet? ByPosixName(string name, bool ignoreCase) =>
        Posix.GetValueOrDefault(ignoreCase && name is "upper" or "lower" ? "alpha" : name);

    /// <summary>A Unicode general category, such as <c>Lu</c>, <c>L</c>, <c>L&amp;</c> or <c>Any</c>; null when the name is none.</summary>
    public static CodePointSet? ByCategory(string name) => name switch
    {
        "Any" => CodePointSet.All,
        "L&" => CodePointSet.Union([Named("Lu")!, Named("Ll")!, Named("Lt")!]),
        { Length: 1 or 2 } when "CLMNPSZ".Contains(name[0], StringComparison.Ordinal) => Named(name),
        _ => null,
    };

    private static CodePointSet? Named(string name)
    {
        var wanted = Enum.GetValues<UnicodeCategory>()
            .Where(category => Abbreviation(category).StartsWith(name, StringComparison.Ordinal)).ToArray();
        return wanted.Length == 0 ? null : CodePointSet.Of(wanted.SelectMany(category => Categories.Value[category]));
    }

    /// <summary>The two letters of each category, in the order of .NET's enumeration.</summary>
    private static string Abbreviation(UnicodeCategory category) =>
        "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn".Substring(2 * (int)category, 2);

    private static IEnumerable<(UnicodeCategory Category, (int First, int Last) Range)> Runs()
    {
        var start = 0;
        for (var point = 1; point <= 0x110000; point++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(start);
            if (point == 0x110000 || CharUnicodeInfo.GetUnicodeCategory(point) != category)
            {
                yield return (category, (start, point - 1));
                start = point;
            }
        }
    }

    private static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges) => CodePointSet.Of(ranges);
}
