namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// Classes such as <c>[^a-z\d[:punct:]]</c>. A bracket inside one is a character to PCRE, where .NET would subtract.
/// Without regard to case what is written out as characters and ranges grows; sets with a name do not.
/// </summary>
internal sealed class PcreClass(PcreCursor cursor, bool ignoreCase, int start)
{
    private readonly List<(int First, int Last)> _ranges = [];
    private readonly List<CodePointSet> _sets = [];
    private bool _quoted;

    /// <summary>Reads what follows the opening bracket.</summary>
    public CodePointSet Read()
    {
        var negated = cursor.Skip('^');
        for (var first = true; !Closes(first); first = false)
        {
            ReadItem();
        }

        var written = CodePointSet.Of(_ranges);
        var set = CodePointSet.Union(_sets.Prepend(ignoreCase ? CaseFolding.Close(written) : written));
        return negated ? set.Complement() : set;
    }

    /// <summary>Whether the class ends here; a bracket at its very start is a member.</summary>
    private bool Closes(bool first)
    {
        SkipQuotes();
        if (cursor.AtEnd)
        {
            cursor.Malformed("the class has no closing ]", start);
            return true;
        }

        return !_quoted && !first && cursor.Skip(']');
    }

    private void ReadItem()
    {
        var at = cursor.At;
        var first = Member();
        SkipQuotes();
        if (_quoted || cursor.Peek() != '-' || cursor.Peek(1) == ']')
        {
            Add(first, first);
            return;
        }

        cursor.Next();
        SkipQuotes();
        if (!_quoted && cursor.Peek() == ']')
        {
            Add(first, first);
            Add('-', '-');
            return;
        }

        var last = Member();
        if (first is null || last is null)
        {
            cursor.Malformed("a range goes from a character to a character", at);
        }
        else if (last < first)
        {
            cursor.Malformed("the range is out of order", at);
        }
        else
        {
            Add(first, last);
            LiteralHyphen();
        }
    }

    /// <summary>A hyphen right behind a range starts no other one.</summary>
    private void LiteralHyphen()
    {
        SkipQuotes();
        if (!_quoted && cursor.Peek() == '-')
        {
            cursor.Next();
            Add('-', '-');
        }
    }

    private void Add(int? first, int? last)
    {
        if (first is { } from && last is { } to)
        {
            _ranges.Add((from, to));
        }
    }

    /// <summary>One character; null for a set, which is added at once.</summary>
    private int? Member()
    {
        var at = cursor.At;
        var point = cursor.Next();
        return point switch
        {
            _ when _quoted => point,
            '\\' => Escape(at),
            '[' when PosixClass.IsNext(cursor) => Take(PosixClass.Read(cursor, ignoreCase, at)),
            _ => point,
        };
    }

    private int? Escape(int at)
    {
        var letter = cursor.Next();
        if (letter is 'p' or 'P')
        {
            return Take(PcreEscapes.Category(cursor, letter, ignoreCase, at));
        }

        if (PcreSets.ByLetter(letter) is { } set)
        {
            return Take(set);
        }

        return letter switch
        {
            'b' => '\b',
            '8' or '9' => letter,
            'N' when cursor.Skip("{U+") => PcreEscapes.Braced(cursor, 16, at),
            _ => PcreEscapes.Character(cursor, letter, at),
        };
    }

    private int? Take(CodePointSet? set)
    {
        _sets.Add(set ?? CodePointSet.All);
        return null;
    }

    private void SkipQuotes()
    {
        for (var more = true; more;)
        {
            if (_quoted)
            {
                more = cursor.Skip("\\E");
                _quoted = !more;
            }
            else
            {
                _quoted = cursor.Skip("\\Q");
                more = _quoted || cursor.Skip("\\E");
            }
        }
    }
}
