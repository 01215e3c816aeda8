using System.Globalization;

namespace TaskDbLinq.Queries.Patterns;

/// <summary>
/// Reads a PCRE pattern and writes it in .NET's syntax, every option spelled out: what results is run without any.
/// The syntax is that of https://www.pcre.org/current/doc/html/pcre2pattern.html in UTF mode.
/// </summary>
internal sealed partial class PcreParser(PcreCursor cursor, PcreOptions options, PcreCaptures captures)
{
    /// <summary>PCRE's own limits.</summary>
    private const int MaxNesting = 250;
    private const int MaxRepeat = 65535;

    private PcreOptions _options = options;
    private bool _quoted;
    private int _depth;

    /// <summary>
    /// .NET's automata misread a newline that ends the text once they tell some 250 groups of characters apart
    /// (seen in .NET 10: <c>\P{L}</c> written out does not find it); far below that they are right.
    /// </summary>
    private const int MaxBounds = 120;

    private readonly HashSet<int> _bounds = [];

    /// <summary>Whether the pattern needs backtracking: it looks around, refers back, has atomic parts, or too many groups of characters.</summary>
    public bool Backtracks
    {
        get => field || _bounds.Count > MaxBounds;
        private set;
    }

    public Piece Read()
    {
        var piece = Piece.Either(Branches());
        if (!cursor.AtEnd)
        {
            cursor.Malformed("a closing parenthesis has no opening one", cursor.At);
        }

        return piece;
    }

    private List<Piece> Branches()
    {
        var branches = new List<Piece> { Sequence() };
        while (cursor.Skip('|'))
        {
            branches.Add(Sequence());
        }

        return branches;
    }

    private Piece Sequence()
    {
        var parts = new List<Piece>();
        for (SkipIgnored(); !cursor.AtEnd && (_quoted || cursor.Peek() is not ('|' or ')')); SkipIgnored())
        {
            var piece = Item(out var repeats);
            SkipIgnored();
            parts.Add(repeats && !_quoted ? Quantified(piece) : piece);
        }

        return Piece.Join(parts);
    }

    private Piece Item(out bool repeats)
    {
        var at = cursor.At;
        repeats = true;
        var point = cursor.Next();
        if (_quoted)
        {
            return Literal(point);
        }

        switch (point)
        {
            case '\\':
                return Escape(at, out repeats);
            case '(':
                return Group(at, out repeats);
            case '[':
                if (cursor.Peek() is ':' or '.' or '=' && PcreClass.IsPosix(cursor, cursor.Peek()))
                {
                    cursor.Malformed("a POSIX class stands inside a class: [[:alpha:]]", at);
                }

                return Any(new PcreClass(cursor, _options.IgnoreCase, at).Read());
            case '.':
                return Any(_options.DotAll ? CodePointSet.All : PcreSets.NotNewline);
            case '^':
                repeats = false;
                return _options.Multiline ? LineStart() : Piece.Test("\\A");
            case '$':
                // Both take the end, and the place before a newline that ends the text.
                repeats = false;
                return Piece.Test(_options.Multiline ? "(?m:$)" : "\\Z");
            case '*' or '+' or '?':
            case '{' when IsRepeat(out _):
                cursor.Malformed("a quantifier has nothing to repeat", at);
                return Piece.Empty;
            default:
                return Literal(point);
        }
    }

    /// <summary>To PCRE no line starts behind a newline that ends the text; to .NET one does.</summary>
    private Piece LineStart()
    {
        Backtracks = true;
        return Piece.Test("(?:\\A|(?<=\\n)(?!\\z))");
    }

    private Piece Any(CodePointSet set)
    {
        set.AddBounds(_bounds);
        return set.ToPiece();
    }

    private Piece Literal(int point)
    {
        if (point == PcreCursor.End)
        {
            return Piece.Empty;
        }

        var piece = Any(CodePointSet.Of((_options.IgnoreCase ? CaseFolding.Equivalents(point) : [point]).Select(member => (member, member))));
        return !_options.IgnoreCase && point < 128 && char.IsAsciiLetterOrDigit((char)point)
            ? piece with { Text = ((char)point).ToString() }
            : piece;
    }

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

        var bounds = to is null
            ? string.Create(CultureInfo.InvariantCulture, $"{{{from},}}")
            : string.Create(CultureInfo.InvariantCulture, $"{{{from},{to}}}");
        // Blanks and comments may come between a quantifier and the mark that makes it possessive or lazy.
        SkipIgnored();
        if (!_quoted && cursor.Skip('+'))
        {
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
            cursor.Refuse("a quantifier without its first number, or with blanks,", "versions of PCRE differ on it", start - 1);
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

    /// <summary>Skips what matches nothing: comments, marks of quoting, and blanks under the option x.</summary>
    private void SkipIgnored()
    {
        for (var more = true; more && !cursor.AtEnd;)
        {
            var at = cursor.At;
            if (_quoted)
            {
                more = cursor.Skip("\\E");
                _quoted = !more;
            }
            else if (cursor.Skip("\\Q"))
            {
                _quoted = true;
            }
            else if (cursor.Skip("(?#"))
            {
                if (cursor.Until(')') is null)
                {
                    cursor.Malformed("the comment has no closing parenthesis", at);
                }
            }
            else
            {
                more = cursor.Skip("\\E") || (_options.Extended && SkipBlankOrComment());
            }
        }
    }

    private bool SkipBlankOrComment()
    {
        if (cursor.Skip('#'))
        {
            while (!cursor.AtEnd && cursor.Next() != '\n')
            {
            }

            return true;
        }

        var blank = cursor.Peek() is (>= '\t' and <= '\r') or ' ' or 0x85 or 0x200E or 0x200F or 0x2028 or 0x2029;
        if (blank)
        {
            cursor.Next();
        }

        return blank;
    }
}
