using System.Globalization;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>Escapes outside classes.</summary>
internal sealed partial class PcreParser
{
    private Piece Escape(int at, out bool repeats)
    {
        var letter = cursor.Next();
        repeats = letter is not ('A' or 'z' or 'Z' or 'b' or 'B');
        switch (letter)
        {
            case 'A' or 'z' or 'Z':
                return Piece.Test(letter switch { 'A' => dialect.Start, 'z' => dialect.End, _ => dialect.EndOrLastNewline });
            case 'b':
                return Boundary(dialect.Boundary);
            case 'B':
                return Boundary(dialect.NoBoundary);
            case 'R' when dialect.Refuse(PatternConstruct.Atomic) is { } why:
                return Refused("\\R", why, at);
            case 'R':
                Backtracks = true;
                return new Piece(dialect.Newline, 1, 2, 4);
            case 'N':
                return NotNewline(at);
            case 'p' or 'P':
                return Any(PcreEscapes.Category(cursor, letter, _options.IgnoreCase, at) ?? CodePointSet.All);
            case 'k':
                return Back(BracedName("<{'", ">}'", at), at);
            case 'g':
                return Reference(at);
            case >= '1' and <= '9':
                return Numeric(letter - '0', at);
            case 'K':
                return Refused("\\K", "it changes what is found, not whether", at);
            case 'G':
                return Refused("\\G", "there is no match before the first one", at);
            case 'X':
                return Refused("\\X", ".NET does not match grapheme clusters", at);
            case 'C':
                return Refused("\\C", "it matches half of a character", at);
            default:
                return PcreSets.ByLetter(letter) is { } set ? Any(set) : Literal(PcreEscapes.Character(cursor, letter, at));
        }
    }

    private Piece Boundary(string test)
    {
        Backtracks = true;
        return Piece.Test(test);
    }

    private Piece NotNewline(int at)
    {
        if (cursor.Skip("{U+"))
        {
            return Literal(PcreEscapes.Braced(cursor, 16, at));
        }

        var start = cursor.At;
        if (cursor.Skip('{') && !IsRepeat(out _))
        {
            cursor.Malformed("PCRE knows no characters by name", at);
        }

        cursor.Back(start);
        return Any(PcreSets.NotNewline);
    }

    /// <summary>A back reference if there is such a group or the number has one digit; else a character in octal.</summary>
    private Piece Numeric(int value, int at)
    {
        var start = cursor.At;
        var digits = 1;
        for (; cursor.Peek() is >= '0' and <= '9'; digits++)
        {
            value = Math.Min((value * 10) + cursor.Next() - '0', MaxRepeat);
        }

        cursor.Back(start - 1);
        var first = cursor.Next();
        if (digits == 1 || first >= '8' || value <= captures.Total)
        {
            for (; digits > 1; digits--)
            {
                cursor.Next();
            }

            return Back(value, at);
        }

        return Literal(PcreEscapes.Character(cursor, first, at));
    }

    /// <summary><c>\g1</c>, <c>\g{1}</c>, <c>\g{-1}</c>, <c>\g{name}</c>; <c>\g&lt;…&gt;</c> calls a group.</summary>
    private Piece Reference(int at)
    {
        if (cursor.Peek() is '<' or '\'')
        {
            return Refused("a call of a group", ".NET has no recursion", at);
        }

        var braced = cursor.Skip('{');
        var sign = cursor.Skip('-') ? -1 : cursor.Skip('+') ? 1 : 0;
        if (Number() is not { } number)
        {
            return braced && sign == 0 ? Back(Name('}', at), at) : Back((int?)null, at);
        }

        if (braced && !cursor.Skip('}'))
        {
            cursor.Malformed("\\g{ has no closing brace", at);
        }

        return Back(sign switch { -1 => captures.Count - number + 1, 1 => captures.Count + number, _ => number }, at);
    }

    private string BracedName(string openers, string closers, int at)
    {
        var opener = cursor.AtEnd ? -1 : openers.IndexOf((char)cursor.Next(), StringComparison.Ordinal);
        if (opener >= 0)
        {
            return Name(closers[opener], at);
        }

        cursor.Malformed("\\k wants a name: \\k<name>", at);
        return string.Empty;
    }

    private Piece Back(string name, int at) => Back(captures.NumberOf(name), at);

    private Piece Back(int? number, int at)
    {
        if (number is null || number > captures.Total || number < (captures.AreKnown ? 1 : 0))
        {
            cursor.Malformed("a reference to a group that is not there", at);
            return Piece.Empty;
        }

        if (_options.IgnoreCase && captures.AreKnown)
        {
            return Refused("a back reference with the option i", ".NET compares letters' case otherwise", at);
        }

        if (dialect.Refuse(PatternConstruct.BackReference) is { } why)
        {
            return Refused("a back reference", why, at);
        }

        Backtracks = true;
        captures.Refer(number.Value);
        return new Piece(string.Create(CultureInfo.InvariantCulture, $"\\k<{number}>"), 0, null, 1);
    }
}
