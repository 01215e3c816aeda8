namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// Reads a PCRE pattern and writes it for the engine that runs it.
/// The syntax is that of https://www.pcre.org/current/doc/html/pcre2pattern.html in UTF mode.
/// </summary>
internal sealed partial class PcreParser(PcreCursor cursor, PcreOptions options, PcreCaptures captures, PatternDialect dialect)
{
    /// <summary>PCRE's own limit.</summary>
    private const int MaxNesting = 250;

    private PcreOptions _options = options;
    private bool _quoted;
    private int _depth;

    /// <summary>
    /// .NET's automata misread a newline that ends the text once they tell some 250 groups of characters apart
    /// (seen in .NET 10: <c>\P{L}</c> written out does not find it); far below that they are right.
    /// </summary>
    private const int MaxBounds = 120;

    private readonly HashSet<int> _bounds = [];

    /// <summary>
    /// Whether the pattern needs backtracking: it looks around, refers back, has atomic parts, or too many groups of characters.
    /// </summary>
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
                if (PosixClass.IsNext(cursor))
                {
                    cursor.Malformed("a POSIX class stands inside a class: [[:alpha:]]", at);
                }

                return Any(new PcreClass(cursor, _options.IgnoreCase, at).Read());
            case '.':
                return Any(_options.DotAll ? CodePointSet.All : PcreSets.NotNewline);
            case '^':
                repeats = false;
                return _options.Multiline ? LineStart() : Piece.Test(dialect.Start);
            case '$':
                // Both take the end, and the place before a newline that ends the text.
                repeats = false;
                return Piece.Test(_options.Multiline ? dialect.LineEnd : dialect.EndOrLastNewline);
            case '*' or '+' or '?':
            case '{' when IsRepeat(out _):
                cursor.Malformed("a quantifier has nothing to repeat", at);
                return Piece.Empty;
            default:
                return Literal(point);
        }
    }

    private Piece LineStart()
    {
        Backtracks = true;
        return Piece.Test(dialect.LineStart);
    }

    private Piece Any(CodePointSet set)
    {
        set.AddBounds(_bounds);
        return dialect.Set(set);
    }

    private Piece Literal(int point)
    {
        if (point == PcreCursor.End)
        {
            return Piece.Empty;
        }

        var piece =
            Any(CodePointSet.Of((_options.IgnoreCase ? CaseFolding.Equivalents(point) : [point]).Select(member => (member, member))));
        return !_options.IgnoreCase && point < 128 && char.IsAsciiLetterOrDigit((char)point) ? dialect.Plain((char)point) : piece;
    }
}
