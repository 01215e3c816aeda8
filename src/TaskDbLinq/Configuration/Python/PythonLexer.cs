namespace TaskDbLinq.Configuration.Python;

/// <summary>Cuts Python source into statements and tokens. It only tells what is text, comment and code apart; nothing is run.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html"/>
internal sealed class PythonLexer
{
    private readonly PythonCursor _cursor;
    private readonly PythonStrings _strings;
    private readonly List<PythonStatement> _statements = [];
    private List<PythonToken> _tokens = [];
    private int _brackets;
    private int _statementLine;
    private bool _isIndented;

    /// <param name="source">The source.</param>
    /// <param name="refuse">Takes the line and the reason of what is no Python.</param>
    public PythonLexer(string source, Action<int, string> refuse)
    {
        _cursor = new PythonCursor(source);
        _strings = new PythonStrings(_cursor, refuse);
    }

    public List<PythonStatement> Read()
    {
        while (!_cursor.IsAtEnd)
        {
            ReadOne(_cursor.Current);
        }

        EndStatement();
        return _statements;
    }

    private void ReadOne(char sign)
    {
        switch (sign)
        {
            case '\n' or '\r':
                EndLine();
                break;
            case '\\' when _cursor.Peek() is '\n' or '\r':
                _cursor.At++;
                _cursor.SkipLineEnd();
                break;
            case ' ' or '\t' or '\f' or '\uFEFF':
                _cursor.At++;
                break;
            case '#':
                var end = _cursor.Source.AsSpan(_cursor.At).IndexOfAny('\n', '\r');
                _cursor.At = end < 0 ? _cursor.Source.Length : _cursor.At + end;
                break;
            case '"' or '\'':
                ReadString(string.Empty);
                break;
            case ';' when _brackets == 0:
                _cursor.At++;
                EndStatement(keepsIndent: true);
                break;
            default:
                ReadWord(sign);
                break;
        }
    }

    private void ReadWord(char sign)
    {
        var start = _cursor.At;
        if (IsNameStart(sign))
        {
            while (!_cursor.IsAtEnd && IsNamePart(_cursor.Current))
            {
                _cursor.At++;
            }

            var name = _cursor.Source[start.._cursor.At];
            if (!_cursor.IsAtEnd && _cursor.Current is '"' or '\'' && PythonStrings.IsPrefix(name))
            {
                ReadString(name.ToLowerInvariant());
                return;
            }

            Add(new PythonToken(PythonTokenKind.Name, name), start, _cursor.Line);
        }
        else if (char.IsAsciiDigit(sign) || (sign == '.' && char.IsAsciiDigit(_cursor.Peek())))
        {
            SkipNumber();
            Add(new PythonToken(PythonTokenKind.Number, _cursor.Source[start.._cursor.At]), start, _cursor.Line);
        }
        else
        {
            _brackets = sign is '(' or '[' or '{' ? _brackets + 1 : sign is ')' or ']' or '}' ? Math.Max(0, _brackets - 1) : _brackets;
            _cursor.At++;
            Add(new PythonToken(PythonTokenKind.Operator, sign.ToString()), start, _cursor.Line);
        }
    }

    private void SkipNumber()
    {
        // 1e-5 has a sign inside, 0xe-5 has not.
        var source = _cursor.Source;
        var isDecimal = !(_cursor.Current == '0' && _cursor.Peek() is 'x' or 'X' or 'b' or 'B' or 'o' or 'O');
        for (; !_cursor.IsAtEnd; _cursor.At++)
        {
            var isSign = isDecimal && _cursor.Current is '+' or '-' && source[_cursor.At - 1] is 'e' or 'E';
            if (!isSign && _cursor.Current != '.' && !IsNamePart(_cursor.Current))
            {
                return;
            }
        }
    }

    private void ReadString(string prefix)
    {
        var (start, line) = (_cursor.At, _cursor.Line);
        Add(_strings.Read(prefix), start, line);
    }

    private void Add(PythonToken token, int start, int line)
    {
        if (_tokens.Count == 0 && _statementLine == 0)
        {
            _statementLine = line;
            var before = start - 1;
            _isIndented = before >= 0 && _cursor.Source[before] is ' ' or '\t';
        }

        _tokens.Add(token);
    }

    private void EndLine()
    {
        _cursor.SkipLineEnd();
        if (_brackets == 0)
        {
            EndStatement();
        }
    }

    private void EndStatement(bool keepsIndent = false)
    {
        if (_tokens.Count > 0)
        {
            _statements.Add(new PythonStatement(_statementLine, _isIndented, _tokens));
            _tokens = [];
        }

        _statementLine = keepsIndent ? _cursor.Line : 0;
    }

    private static bool IsNameStart(char sign) => char.IsLetter(sign) || sign == '_';

    private static bool IsNamePart(char sign) => char.IsLetterOrDigit(sign) || sign == '_';
}
