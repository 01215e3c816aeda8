using System.Globalization;
using System.Text;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>What stands in parentheses.</summary>
internal sealed partial class PcreParser
{
    private const int MaxNameLength = 32;

    private Piece Group(int at, out bool repeats)
    {
        repeats = true;
        if (++_depth > MaxNesting)
        {
            cursor.Malformed($"parentheses nest deeper than {MaxNesting}", at);
        }

        var outer = _options;
        var piece = cursor.Peek() == '*' ? Refused("a verb (*\u2026)", "it steers PCRE's own matching", at)
            : cursor.Skip('?') ? Special(at, outer, ref repeats)
            : Capturing(null, at);
        _depth--;
        return piece;
    }

    private Piece Special(int at, PcreOptions outer, ref bool repeats)
    {
        var kind = cursor.Next();
        switch (kind)
        {
            case ':':
                return Closed("(?:", Body(at, outer));
            case '>' when dialect.Refuse(PatternConstruct.Atomic) is { } why:
                return Refused("an atomic group", why, at);
            case '>':
                Backtracks = true;
                return Closed("(?>", Body(at, outer));
            case '=' or '!':
                return Look(kind == '=' ? "(?=" : "(?!", at, outer);
            case '<' when cursor.Peek() is '=' or '!':
                return LookBehind(cursor.Next() == '=' ? "(?<=" : "(?<!", at, outer);
            case '<':
                return Capturing(Name('>', at), at);
            case '\'':
                return Capturing(Name('\'', at), at);
            case 'P' when cursor.Skip('<'):
                return Capturing(Name('>', at), at);
            case 'P' when cursor.Skip('='):
                return Back(Name(')', at), at);
            case 'P' when cursor.Peek() == '>':
            case 'R' or '&' or (>= '0' and <= '9'):
            case '+' or '-' when cursor.Peek() is >= '0' and <= '9':
                return Refused("a call of a group", ".NET has no recursion", at);
            case '|':
                return Refused("(?|", ".NET can't reset group numbers", at);
            case '(':
                return Refused("a conditional group", "its test is not the same in .NET", at);
            case 'C':
                return Refused("a callout", "it is for programs that embed PCRE", at);
            default:
                return Switch(kind, at, ref repeats);
        }
    }

    /// <summary>
    /// <c>(?i-s)</c> for the rest of the group around it, its later branches too, or <c>(?i-s:…)</c> for its own content.
    /// </summary>
    private Piece Switch(int letter, int at, ref bool repeats)
    {
        var outer = _options;
        var resets = letter == '^';
        var changed = resets ? default : _options;
        letter = resets ? cursor.Next() : letter;
        for (var on = true; letter is not (':' or ')'); letter = cursor.Next())
        {
            switch (letter)
            {
                case '-' when on && !resets:
                    on = false;
                    break;
                case 'x' when cursor.Peek() == 'x':
                    return Refused("the option xx", "MongoDB has i, m, s and x", at);
                case 'i' or 'm' or 's' or 'x':
                    changed = changed.With((char)letter, on);
                    break;
                case 'J' or 'U' or 'n':
                    return Refused($"the option {(char)letter}", "MongoDB has i, m, s and x", at);
                default:
                    cursor.Malformed("(? is followed by something PCRE does not know", at);
                    return Piece.Empty;
            }
        }

        _options = changed;
        if (letter == ')')
        {
            repeats = false;
            return Piece.Empty;
        }

        return Closed("(?:", Body(at, outer));
    }

    private Piece Capturing(string? name, int at)
    {
        if (!captures.Open(name, out var number))
        {
            cursor.Malformed($"two groups are named '{QueryProblem.Shown(name!)}'", at);
        }

        var open = captures.IsReferenced(number) ? string.Create(CultureInfo.InvariantCulture, $"(?<{number}>") : "(?:";
        return Closed(open, Body(at, _options));
    }

    private Piece Look(string open, int at, PcreOptions outer)
    {
        Backtracks = true;
        var body = Piece.Either(Body(at, outer));
        return new Piece(dialect.Look(open, body.Text), 0, 0, body.Size);
    }

    private Piece LookBehind(string open, int at, PcreOptions outer)
    {
        Backtracks = true;
        var branches = Body(at, outer);
        if (captures.AreKnown && branches.Any(branch => branch.Min != branch.Max))
        {
            Refused("a lookbehind of varying length", "PCRE wants one length for each alternative", at);
        }

        var body = Piece.Either(branches);
        return new Piece(dialect.Look(open, body.Text), 0, 0, body.Size);
    }

    /// <summary>What is inside, up to the closing parenthesis; options set there end with it.</summary>
    private List<Piece> Body(int at, PcreOptions outer)
    {
        var branches = Branches();
        if (!cursor.Skip(')'))
        {
            cursor.Malformed("the group has no closing parenthesis", at);
        }

        _options = outer;
        return branches;
    }

    private static Piece Closed(string open, List<Piece> branches)
    {
        var body = Piece.Either(branches);
        return body with { Text = $"{open}{body.Text})" };
    }

    private string Name(char terminator, int at)
    {
        var name = cursor.Until(terminator);
        var sound = name is { Length: > 0 and <= MaxNameLength }
            && !char.IsDigit(name[0])
            && name.EnumerateRunes().All(rune => rune.Value == '_' || Rune.IsLetterOrDigit(rune));
        if (!sound)
        {
            cursor.Malformed($"a group's name has letters, digits and _, at most {MaxNameLength}", at);
        }

        return name ?? string.Empty;
    }

    private Piece Refused(string construct, string why, int at)
    {
        cursor.Refuse(construct, dialect.Where, why, at);
        return Piece.Empty;
    }
}
