using System.Text;

namespace TaskDbLinq.Configuration.Python;

/// <summary>Cuts Python source into statements and tokens. It only tells what is text, comment and code apart; nothing is run.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html"/>
internal sealed class PythonLexer(string source, Action<int, string> refuse)
{
    private readonly List<PythonStatement> _statements = [];
    private List<PythonToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _brackets;
    private int _statementLine;
    private bool _isIndented;

    public List<PythonStatement> Read()
    {
        while (_at < source.Length)
        {
            ReadOne(source[_at]);
        }

        EndStatement();
        return _statements;
    }

    private char Peek(int ahead = 1) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void ReadOne(char sign)
    {
        switch (sign)
        {
            case '\n' or '\r':
                EndLine(sign);
                break;
            case '\\' when Peek() is '\n' or '\r':
                _at++;
                SkipLineEnd();
                break;
            case ' ' or '\t' or '\f' or '\uFEFF':
                _at++;
                break;
            case '#':
                var end = source.AsSpan(_at).IndexOfAny('\n', '\r');
                _at = end < 0 ? source.Length : _at + end;
                break;
            case '"' or '\'':
                ReadString(string.Empty);
                break;
            case ';' when _brackets == 0:
                _at++;
                EndStatement(keepsIndent: true);
                break;
            default:
                ReadWord(sign);
                break;
        }
    }

    private void ReadWord(char sign)
    {
        var start = _at;
        if (IsNameStart(sign))
        {
            while (_at < source.Length && IsNamePart(source[_at]))
            {
                _at++;
            }

            var name = source[start.._at];
            if (_at < source.Length && source[_at] is '"' or '\'' && name.Length <= 2 && name.All(letter => "rRbBuUfFtT".Contains(letter)))
            {
                ReadString(name.ToLowerInvariant());
                return;
            }

            Add(new PythonToken(PythonTokenKind.Name, name), start);
        }
        else if (char.IsAsciiDigit(sign) || (sign == '.' && char.IsAsciiDigit(Peek())))
        {
            ReadNumber();
            Add(new PythonToken(PythonTokenKind.Number, source[start.._at]), start);
        }
        else
        {
            _brackets = sign is '(' or '[' or '{' ? _brackets + 1 : sign is ')' or ']' or '}' ? Math.Max(0, _brackets - 1) : _brackets;
            _at++;
            Add(new PythonToken(PythonTokenKind.Operator, sign.ToString()), start);
        }
    }

    private void ReadNumber()
    {
        // 1e-5 has a sign inside, 0xe-5 has not.
        var isDecimal = !(source[_at] == '0' && Peek() is 'x' or 'X' or 'b' or 'B' or 'o' or 'O');
        for (; _at < source.Length; _at++)
        {
            var isSign = isDecimal && source[_at] is '+' or '-' && source[_at - 1] is 'e' or 'E';
            if (!isSign && source[_at] != '.' && !IsNamePart(source[_at]))
            {
                return;
            }
        }
    }

    private void ReadString(string prefix)
    {
        var (start, line) = (_at, _line);
        var quote = source[_at];
        var isTriple = Peek() == quote && Peek(2) == quote;
        _at += isTriple ? 3 : 1;
        var text = new StringBuilder();
        var isKnown = !prefix.Contains('b') && !prefix.Contains('f') && !prefix.Contains('t');
        while (true)
        {
            if (_at >= source.Length || (!isTriple && source[_at] is '\n' or '\r'))
            {
                refuse(line, "a string does not end");
                break;
            }

            if (source[_at] == quote && (!isTriple || (Peek() == quote && Peek(2) == quote)))
            {
                _at += isTriple ? 3 : 1;
                break;
            }

            isKnown &= ReadCharacter(text, isRaw: prefix.Contains('r'));
        }

        Add(new PythonToken(isKnown ? PythonTokenKind.String : PythonTokenKind.OpaqueString, text.ToString()), start, line);
    }

    private bool ReadCharacter(StringBuilder text, bool isRaw)
    {
        if (source[_at] is '\n' or '\r')
        {
            text.Append('\n');
            SkipLineEnd();
            return true;
        }

        if (source[_at] != '\\' || _at + 1 >= source.Length)
        {
            text.Append(source[_at++]);
            return true;
        }

        if (isRaw)
        {
            // In a raw string the backslash stays, and still keeps the quote behind it from ending the string.
            text.Append(source[_at++]);
            return ReadPlain(text);
        }

        if (Peek() is '\n' or '\r')
        {
            _at++;
            SkipLineEnd();
            return true;
        }

        return PythonEscapes.Read(source, ref _at, text);
    }

    private bool ReadPlain(StringBuilder text)
    {
        if (source[_at] is '\n' or '\r')
        {
            text.Append('\n');
            SkipLineEnd();
        }
        else
        {
            text.Append(source[_at++]);
        }

        return true;
    }

    private void Add(PythonToken token, int start, int? line = null)
    {
        if (_tokens.Count == 0 && _statementLine == 0)
        {
            _statementLine = line ?? _line;
            var before = start - 1;
            _isIndented = before >= 0 && source[before] is ' ' or '\t';
        }

        _tokens.Add(token);
    }

    private void EndLine(char sign)
    {
        SkipLineEnd();
        if (_brackets == 0)
        {
            EndStatement();
        }
    }

    private void SkipLineEnd()
    {
        _at += source[_at] == '\r' && Peek() == '\n' ? 2 : 1;
        _line++;
    }

    private void EndStatement(bool keepsIndent = false)
    {
        if (_tokens.Count > 0)
        {
            _statements.Add(new PythonStatement(_statementLine, _isIndented, _tokens));
            _tokens = [];
        }

        _statementLine = keepsIndent ? _line : 0;
    }

    private static bool IsNameStart(char sign) => char.IsLetter(sign) || sign == '_';

    private static bool IsNamePart(char sign) => char.IsLetterOrDigit(sign) || sign == '_';
}
