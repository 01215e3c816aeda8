using System.Text;

namespace TaskDbLinq.TextPredicates;

/// <summary>The text of a predicate to its tokens. Whatever is not of the language is refused here, before any parser sees it.</summary>
internal sealed class LinqLexer(string text, List<QueryProblem> problems)
{
    private static readonly string[] Signs = [
        "==", "!=", "<>", "<=", ">=", "&&", "||", "=>", "(", ")", "[", "]", ",", ".", "<", ">", "=", "!", "?", ":", "+", "-", "*", "/",
        "%"];

    private readonly List<LinqToken> _tokens = [];

    public List<LinqToken> Read()
    {
        for (var at = 0; at < text.Length;)
        {
            var end = char.IsWhiteSpace(text[at]) ? at + 1
                : char.IsAsciiLetter(text[at]) || text[at] == '_' ? Take(LinqTokenKind.Name, at, at, IsNamePart)
                : char.IsAsciiDigit(text[at]) || (text[at] == '-' && IsNegative(at)) ? Number(at)
                : text[at] == '@' ? Take(LinqTokenKind.Value, at, at + 1, char.IsAsciiDigit)
                : text[at] is '"' or '\'' ? Literal(at)
                : Sign(at);
            if (end <= at)
            {
                return _tokens;
            }

            at = end;
        }

        return _tokens;
    }

    private static bool IsNamePart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    /// <summary>A minus before digits is the number's, unless something stands before it that can be subtracted from.</summary>
    private bool IsNegative(int at) => at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && (_tokens.Count == 0 || (_tokens[^1].Kind == LinqTokenKind.Sign && !_tokens[^1].Is(")") && !_tokens[^1].Is("]"))
            || _tokens[^1].IsWord("in"));

    private int Take(LinqTokenKind kind, int start, int from, Func<char, bool> belongs)
    {
        var end = from;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        if (end == from)
        {
            return Fail(start, "expected a number after @");
        }

        _tokens.Add(new LinqToken(kind, text[from..end], start));
        return end;
    }

    private int Number(int start)
    {
        var end = start + 1;
        while (end < text.Length
            && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            || (text[end] is '-' or '+' && text[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        _tokens.Add(new LinqToken(LinqTokenKind.Number, text[start..end], start));
        return end;
    }

    private int Literal(int start)
    {
        var value = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == text[start])
            {
                _tokens.Add(new LinqToken(LinqTokenKind.Text, value.ToString(), start));
                return at + 1;
            }

            if (text[at] != '\\')
            {
                value.Append(text[at]);
            }
            else if (++at < text.Length && Escaped(text[at]) is { } escaped)
            {
                value.Append(escaped);
            }
            else
            {
                return Fail(at - 1, "unknown escape: known are \\\\, \\\", \\', \\n, \\r and \\t");
            }
        }

        return Fail(start, "the string does not end");
    }

    private static char? Escaped(char letter) => letter switch
    {
        '\\' or '"' or '\'' => letter,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };

    private int Sign(int at)
    {
        if (Signs.FirstOrDefault(sign => text.AsSpan(at).StartsWith(sign)) is not { } found)
        {
            return Fail(at, $"unexpected '{QueryProblem.Shown(text[at..(at + 1)])}'");
        }

        _tokens.Add(new LinqToken(LinqTokenKind.Sign, found, at));
        return at + found.Length;
    }

    /// <summary>Notes the problem; nothing behind it is read.</summary>
    private int Fail(int at, string reason)
    {
        problems.Add(LinqText.Problem(at, reason));
        return -1;
    }
}
