using System.Globalization;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>How often a piece repeats.</summary>
internal sealed partial class PcreParser
{
    /// <summary>PCRE's own limit.</summary>
    internal const int MaxRepeat = 65535;

    /// <summary>The quantifier that follows a piece, if any; <c>{ a++ } => { (?>a+) }</c>.</summary>
    private Piece Quantified(Piece piece)
    {
        var at = cursor.At;
        int from;
        int? to;
        if (cursor.Skip('*'))
        {
            (from, to) = (0, null);
        }
        else if (cursor.Skip('+'))
        {
            (from, to) = (1, null);
        }
        else if (cursor.Skip('?'))
        {
            (from, to) = (0, 1);
        }
        else if (cursor.Peek() == '{' && IsRepeatBehindBrace(out var repeat))
        {
            (from, to) = repeat;
        }
        else
        {
            return piece;
        }

        if (from > MaxRepeat || to > MaxRepeat || to < from)
        {
            cursor.Malformed($"a quantifier goes from a number to a higher one, at most {MaxRepeat}", at);
            return piece;
        }

        if (Math.Max(from, to ?? 0) > dialect.MaxRepeat)
        {
            return Refused("a quantifier", string.Create(CultureInfo.InvariantCulture, $"it counts to {dialect.MaxRepeat} only"), at);
        }

        var bounds = dialect.Bounds(from, to);

        // Blanks and comments may come between a quantifier and the mark that makes it possessive or lazy.
        SkipIgnored();
        if (!_quoted && cursor.Skip('+'))
        {
            if (dialect.Refuse(PatternConstruct.Atomic) is { } why)
            {
                return Refused("a possessive quantifier", why, at);
            }

            Backtracks = true;
            var repeated = piece.Repeat(bounds, from, to);
            return repeated with { Text = $"(?>{repeated.Text})" };
        }

        return piece.Repeat(!_quoted && cursor.Skip('?') ? bounds + "?" : bounds, from, to);
    }

    private bool IsRepeatBehindBrace(out (int From, int? To) repeat)
    {
        var at = cursor.At;
        cursor.Next();
        var found = IsRepeat(out repeat);
        if (!found)
        {
            cursor.Back(at);
        }

        return found;
    }

    /// <summary>Reads <c>n}</c>, <c>n,}</c> or <c>n,m}</c> behind a brace; anything else leaves the brace a character.</summary>
    private bool IsRepeat(out (int From, int? To) repeat)
    {
        var start = cursor.At;
        var blanks = SkipBlanks();
        var from = Number();
        blanks |= SkipBlanks();
        int? to = from;
        var comma = cursor.Skip(',');
        if (comma)
        {
            blanks |= SkipBlanks();
            to = Number();
            blanks |= SkipBlanks();
        }

        repeat = (from ?? 0, to);
        var closed = cursor.Skip('}') && (from ?? to) is not null;
        if (closed && (blanks || from is null))
        {
            Refused("a quantifier without its first number, or with blanks,", "versions of PCRE differ on it", start - 1);
        }

        if (!closed)
        {
            cursor.Back(start);
        }

        return closed;
    }

    private bool SkipBlanks()
    {
        var found = false;
        while (cursor.Skip(' ') || cursor.Skip('\t'))
        {
            found = true;
        }

        return found;
    }

    private int? Number()
    {
        int? value = null;
        while (cursor.Peek() is >= '0' and <= '9')
        {
            value = Math.Min(((value ?? 0) * 10) + cursor.Next() - '0', MaxRepeat + 1);
        }

        return value;
    }
}
