using System.Globalization;
using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// A set of characters by code point. .NET's own classes see UTF-16 units, so that one of theirs never matches a
/// character beyond the BMP, and a negated one matches half of it.
/// </summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;

    private readonly List<(int First, int Last)> _ranges;

    private CodePointSet(List<(int First, int Last)> ranges) => _ranges = ranges;

    public static CodePointSet All { get; } = Of((0, Last));

    /// <summary>The ranges, ascending, not touching each other, without surrogates.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    public static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.SelectMany(WithoutSurrogates).OrderBy(range => range.First))
        {
            if (merged is [.., var before] && first <= before.Last + 1)
            {
                merged[^1] = (before.First, Math.Max(before.Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return new CodePointSet(merged);
    }

    public static CodePointSet Union(IEnumerable<CodePointSet> sets) => Of(sets.SelectMany(set => set._ranges));

    public CodePointSet Complement()
    {
        var gaps = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
            {
                gaps.Add((next, first - 1));
            }

            next = last + 1;
        }

        return next > Last ? Of(gaps) : Of(gaps.Append((next, Last)));
    }

    /// <summary><c>{ [a-z😀] } => { (?:[a-z]|\uD83D\uDE00) }</c>: one unit from the BMP, or a pair.</summary>
    public Piece ToPiece()
    {
        var branches = new List<string>();
        var units = new StringBuilder();
        foreach (var (first, last) in _ranges.Where(range => range.First < 0x10000))
        {
            AppendUnits(units, first, Math.Min(last, 0xFFFF));
        }

        if (units.Length > 0)
        {
            branches.Add($"[{units}]");
        }

        branches.AddRange(_ranges.Where(range => range.Last >= 0x10000)
            .SelectMany(range => Pairs(Math.Max(range.First, 0x10000), range.Last)));
        var text = branches.Count switch
        {
            0 => "[^\\s\\S]",
            1 when units.Length > 0 => branches[0],
            _ => $"(?:{string.Join('|', branches)})",
        };
        return new Piece(text, 1, 1, 2L * Math.Max(1, branches.Count));
    }

    /// <summary>
    /// Notes where UTF-16 units begin to belong to the set's text or cease to; an automaton tells apart at most what is between.
    /// </summary>
    public void AddBounds(HashSet<int> bounds)
    {
        foreach (var (first, last) in _ranges)
        {
            bounds.Add(Math.Min(first, 0x10000));
            bounds.Add(Math.Min(last + 1, 0x10000));
            if (last >= 0x10000)
            {
                var (high, low) = Split(Math.Max(first, 0x10000));
                var (highEnd, lowEnd) = Split(last);
                bounds.UnionWith([high, high + 1, highEnd, highEnd + 1, low, lowEnd + 1, 0xDC00, 0xE000]);
            }
        }
    }

    /// <summary>A range beyond the BMP: whole rows of low surrogates in the middle, a part of a row on either side.</summary>
    private static IEnumerable<string> Pairs(int first, int last)
    {
        var (high, low) = Split(first);
        var (highEnd, lowEnd) = Split(last);
        if (high == highEnd)
        {
            return [Pair(high, high, low, lowEnd)];
        }

        var rows = new List<string>();
        if (low != '\uDC00')
        {
            rows.Add(Pair(high, high, low, '\uDFFF'));
            high++;
        }

        var tail = lowEnd != '\uDFFF';
        if (tail)
        {
            highEnd--;
        }

        if (high <= highEnd)
        {
            rows.Add(Pair(high, highEnd, '\uDC00', '\uDFFF'));
        }

        if (tail)
        {
            rows.Add(Pair((char)(highEnd + 1), (char)(highEnd + 1), '\uDC00', lowEnd));
        }

        return rows;
    }

    private static string Pair(char high, char highEnd, char low, char lowEnd) => $"{Units(high, highEnd)}{Units(low, lowEnd)}";

    private static string Units(char first, char last)
    {
        var units = new StringBuilder();
        AppendUnits(units, first, last);
        return first == last ? units.ToString() : $"[{units}]";
    }

    private static void AppendUnits(StringBuilder text, int first, int last)
    {
        text.Append(CultureInfo.InvariantCulture, $"\\u{first:X4}");
        if (last > first)
        {
            text.Append(CultureInfo.InvariantCulture, $"-\\u{last:X4}");
        }
    }

    private static (char High, char Low) Split(int point) =>
        ((char)(0xD800 + ((point - 0x10000) >> 10)), (char)(0xDC00 + ((point - 0x10000) & 0x3FF)));

    private static IEnumerable<(int First, int Last)> WithoutSurrogates((int First, int Last) range)
    {
        if (range.First < 0xD800)
        {
            yield return (range.First, Math.Min(range.Last, 0xD7FF));
        }

        if (range.Last > 0xDFFF)
        {
            yield return (Math.Max(range.First, 0xE000), range.Last);
        }
    }
}
