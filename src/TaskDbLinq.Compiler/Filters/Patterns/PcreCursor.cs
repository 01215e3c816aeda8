using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// A pattern as its code points, and a place in it. The first problem found ends the reading: behind it the cursor
/// stands at the end, so that whoever reads comes to its own end.
/// </summary>
internal sealed class PcreCursor(string pattern)
{
    /// <summary>What <see cref="Peek"/> answers at the end.</summary>
    public const int End = -1;

    private readonly int[] _points = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>How many characters are before the cursor.</summary>
    public int At { get; private set; }

    public bool AtEnd => At >= _points.Length;

    /// <summary>What is wrong with the pattern; null while nothing is.</summary>
    public string? Fault { get; private set; }

    public int Peek(int ahead = 0) => At + ahead < _points.Length ? _points[At + ahead] : End;

    public int Next() => AtEnd ? End : _points[At++];

    public bool Skip(char wanted)
    {
        var found = Peek() == wanted;
        At += found ? 1 : 0;
        return found;
    }

    public bool Skip(string wanted)
    {
        var found = Sees(wanted);
        At += found ? wanted.Length : 0;
        return found;
    }

    public bool Sees(string wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (Peek(i) != wanted[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is before the next <paramref name="terminator"/>, and moves behind it; null when none comes.</summary>
    public string? Until(char terminator)
    {
        var end = Array.IndexOf(_points, terminator, At);
        if (end < 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var point in _points.AsSpan(At, end - At))
        {
            text.Append(new Rune(point).ToString());
        }

        At = end + 1;
        return text.ToString();
    }

    public void Back(int to) => At = Fault is null ? to : At;

    /// <summary>Notes that the pattern is malformed; the first time counts.</summary>
    public int Malformed(string reason, int at) => Stop($"the pattern is malformed at position {at}: {reason}");

    /// <summary>Notes that the pattern may be sound, and can't be run here; the first time counts.</summary>
    public int Refuse(string construct, string where, string why, int at) =>
        Stop($"{construct} at position {at} of the pattern can't be run {where}: {why}");

    private int Stop(string fault)
    {
        Fault ??= fault;
        At = _points.Length;
        return End;
    }
}
