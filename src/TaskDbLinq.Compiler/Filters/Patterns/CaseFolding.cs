using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// Which characters are one when case does not count, in every culture alike: Unicode's simple case mappings, as PCRE
/// has them. .NET's own ignoring of case knows no character beyond the BMP, and leaves some groups out.
/// </summary>
internal static class CaseFolding
{
    /// <summary>Groups that .NET's invariant mappings do not join, though Unicode's case folding does.</summary>
    private static readonly string[] Joined =
    [
        "Kk\u212A", "Ss\u017F", "\u00C5\u00E5\u212B", "\u00B5\u039C\u03BC", "\u00DF\u1E9E",
        "\u0345\u0399\u03B9\u1FBE", "\u03A3\u03C2\u03C3", "\u0392\u03B2\u03D0", "\u0395\u03B5\u03F5", "\u0398\u03B8\u03D1\u03F4",
        "\u039A\u03BA\u03F0", "\u03A0\u03C0\u03D6", "\u03A1\u03C1\u03F1", "\u03A6\u03C6\u03D5", "\u03A9\u03C9\u2126",
        "\u1E60\u1E61\u1E9B", "\u01C4\u01C5\u01C6", "\u01C7\u01C8\u01C9", "\u01CA\u01CB\u01CC", "\u01F1\u01F2\u01F3",
    ];

    private static readonly Lazy<Dictionary<int, int[]>> Groups = new(Build);

    /// <summary>The characters that equal this one when case does not count, itself among them.</summary>
    public static IReadOnlyList<int> Equivalents(int point) => Groups.Value.TryGetValue(point, out var group) ? group : [point];

    /// <summary>The set with everything that equals a member when case does not count.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        var more = new List<(int First, int Last)>(set.Ranges);
        foreach (var (point, group) in Groups.Value)
        {
            if (set.Ranges.Any(range => range.First <= point && point <= range.Last))
            {
                more.AddRange(group.Select(member => (member, member)));
            }
        }

        return CodePointSet.Of(more);
    }

    private static Dictionary<int, int[]> Build()
    {
        var groups = new Dictionary<int, HashSet<int>>();
        for (var point = 0; point <= 0x1FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                var rune = new Rune(point);
                Join(groups, point, Rune.ToLowerInvariant(rune).Value);
                Join(groups, point, Rune.ToUpperInvariant(rune).Value);
            }
        }

        foreach (var group in Joined)
        {
            foreach (var member in group)
            {
                Join(groups, group[0], member);
            }
        }

        return groups.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ToArray());
    }

    private static void Join(Dictionary<int, HashSet<int>> groups, int a, int b)
    {
        if (a == b)
        {
            return;
        }

        var union = new HashSet<int>(groups.GetValueOrDefault(a) ?? [a]);
        union.UnionWith(groups.GetValueOrDefault(b) ?? [b]);
        foreach (var member in union)
        {
            groups[member] = union;
        }
    }
}
