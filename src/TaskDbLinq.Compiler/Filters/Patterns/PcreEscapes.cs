using System.Globalization;
using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>Escapes that stand for one character or one set, inside classes and outside.</summary>
internal static class PcreEscapes
{
    /// <summary>
    /// The character of an escape whose letter was just read; <see cref="PcreCursor.End"/>, with the fault noted, when there is none.
    /// </summary>
    public static int Character(PcreCursor cursor, int letter, int at) => letter switch
    {
        'a' => '\a',
        'e' => '\u001B',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'x' => Hex(cursor, at),
        'o' => cursor.Skip('{') ? Braced(cursor, 8, at) : cursor.Malformed("\\o wants braces", at),
        'c' => Control(cursor, at),
        >= '0' and <= '7' => Octal(cursor, letter - '0', at),
        PcreCursor.End => cursor.Malformed("it ends in a \\", at),
        < 128 when char.IsAsciiLetterOrDigit((char)letter) => cursor.Malformed($"\\{(char)letter} is not known to PCRE", at),
        _ => letter,
    };

    /// <summary>The rest of <c>\pL</c>, <c>\p{Lu}</c> or <c>\P{^Lu}</c>; null, with the fault noted, when it can't be run.</summary>
    public static CodePointSet? Category(PcreCursor cursor, int letter, bool ignoreCase, int at)
    {
        var name = cursor.Skip('{') ? cursor.Until('}')?.Trim() : cursor.AtEnd ? null : new Rune(cursor.Next()).ToString();
        if (string.IsNullOrEmpty(name))
        {
            cursor.Malformed($"\\{(char)letter} wants a property", at);
            return null;
        }

        var negated = letter == 'P';
        if (name[0] == '^')
        {
            (name, negated) = (name[1..], !negated);
        }

        if (ignoreCase && name is "Lu" or "Ll" or "Lt")
        {
            cursor.Refuse($"\\{(char)letter}{{{name}}} with the option i", "here", "versions of PCRE differ on it", at);
            return null;
        }

        if (PcreSets.ByCategory(name) is { } set)
        {
            return negated ? set.Complement() : set;
        }

        cursor.Refuse($"the property {QueryProblem.Shown(name)}", "here", ".NET knows Unicode's general categories only", at);
        return null;
    }

    private static int Hex(PcreCursor cursor, int at)
    {
        if (cursor.Skip('{'))
        {
            return Braced(cursor, 16, at);
        }

        var value = 0;
        for (var digits = 0; digits < 2 && Value(cursor.Peek(), 16) is >= 0 and var digit; digits++)
        {
            value = (value * 16) + digit;
            cursor.Next();
        }

        return value;
    }

    private static int Octal(PcreCursor cursor, int value, int at)
    {
        for (var digits = 1; digits < 3 && Value(cursor.Peek(), 8) is >= 0 and var digit; digits++)
        {
            value = (value * 8) + digit;
            cursor.Next();
        }

        return Checked(cursor, value, at);
    }

    /// <summary>The rest of <c>{1F600}</c>.</summary>
    public static int Braced(PcreCursor cursor, int radix, int at)
    {
        long value = 0;
        var digits = 0;
        for (; Value(cursor.Peek(), radix) is >= 0 and var digit; digits++)
        {
            value = Math.Min((value * radix) + digit, int.MaxValue);
            cursor.Next();
        }

        return digits > 0 && cursor.Skip('}')
            ? Checked(cursor, value, at)
            : cursor.Malformed($"expected {(radix == 8 ? "octal" : "hexadecimal")} digits in braces", at);
    }

    private static int Control(PcreCursor cursor, int at) => cursor.Next() is >= ' ' and <= '~' and var letter
        ? char.ToUpperInvariant((char)letter) ^ 0x40
        : cursor.Malformed("\\c wants a printable ASCII character", at);

    private static int Checked(PcreCursor cursor, long point, int at) => point <= 0x10FFFF && Rune.IsValid((int)point)
        ? (int)point
        : cursor.Malformed(string.Create(CultureInfo.InvariantCulture, $"U+{point:X4} is no character"), at);

    private static int Value(int digit, int radix)
    {
        var value = digit is >= '0' and <= '9'
            ? digit - '0'
            : digit is >= 'a' and <= 'f' or >= 'A' and <= 'F' ? (digit | 0x20) - 'a' + 10 : -1;
        return value < radix ? value : -1;
    }
}
