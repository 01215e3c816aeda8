namespace TaskDbLinq.TextPredicates;

/// <summary>
/// Resolves the names of a predicate's text against the record type, and gives each value the type of the field that it
/// meets: <c>{ started > "2026-11-23" and header["a"] == 1 } => { it.Started > @0 and it.Header[@1] == @2 }</c>.
/// </summary>
internal sealed class LinqResolver
{
    private static readonly string[] Words = ["and", "or", "not", "in", "null", "true", "false"];

    private readonly LinqCursor _cursor;
    private readonly LinqScopes _scopes;
    private readonly LinqFieldReader _fields;
    private readonly List<LinqPart> _parts = [];

    public LinqResolver(Type record, LinqCursor cursor)
    {
        (_cursor, _scopes) = (cursor, new LinqScopes(record));
        _fields = new LinqFieldReader(cursor, _scopes);
    }

    /// <summary>The parts; what they are is sound only without problems.</summary>
    public List<LinqPart> Resolve()
    {
        while (!_cursor.AtEnd)
        {
            _parts.Add(Next(_cursor.Take()));
        }

        for (var i = 0; i < _parts.Count; i++)
        {
            ConvertValues(i);
        }

        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            Enclose(i);
        }

        return _parts;
    }

    private LinqPart Next(LinqToken token) => token.Kind switch
    {
        LinqTokenKind.Name when Words.Contains(token.Text, StringComparer.OrdinalIgnoreCase) =>
            new LinqPart(token, token.Text.ToLowerInvariant()),
        LinqTokenKind.Name => _fields.Read(token),
        LinqTokenKind.Sign => Sign(token),
        _ => new LinqPart(token, null, Value: _cursor.Value(token)),
    };

    private LinqPart Sign(LinqToken token)
    {
        _scopes.Count(token.Text);
        if (token.Text is "." or "[" or "=>")
        {
            _cursor.Fail(token, $"'{token.Text}' stands after a field only");
        }

        return new LinqPart(token, token.Text);
    }

    /// <summary>Gives the values at a comparison, or behind <c>in</c>, the type of the field.</summary>
    private void ConvertValues(int at)
    {
        var token = _parts[at].Token;
        if (at == 0 || at + 1 >= _parts.Count || _parts[at].IsValue)
        {
            return;
        }

        if (token.IsComparison)
        {
            (_parts[at - 1], _parts[at + 1]) = (Converted(_parts[at - 1], _parts[at + 1]), Converted(_parts[at + 1], _parts[at - 1]));
        }
        else if (token.Is("(") && _parts[at - 1].Takes is { } takes)
        {
            _parts[at + 1] = _parts[at + 1].For(takes, _cursor.Problems);
        }
        else if (token.IsWord("in") && _parts[at - 1].Type is { } type)
        {
            Gather(at + 1);
            _parts[at + 1] = _parts[at + 1].IsValue ? _parts[at + 1].ForEach(type, _cursor.Problems) : _parts[at + 1];
        }
    }

    private LinqPart Converted(LinqPart part, LinqPart other) =>
        other.Type is { } type ? part.For(type, _cursor.Problems) : part;

    /// <summary>
    /// The word takes the whole comparison, as in SQL and Python; the sign takes what is next to it, as in C#: <c>{ not a == b } => { not
    /// (a == b) }</c>.
    /// </summary>
    private void Enclose(int at)
    {
        if (!_parts[at].Token.IsWord("not") || at + 1 >= _parts.Count)
        {
            return;
        }

        var end = at + 1;
        for (var depth = 0; end < _parts.Count && (depth > 0 || !EndsNot(_parts[end].Token)); end++)
        {
            depth += _parts[end].IsValue ? 0 : _parts[end].Token.Text switch { "(" => 1, ")" => -1, _ => 0 };
        }

        var token = _parts[at].Token;
        _parts.Insert(end, new LinqPart(token, ")"));
        _parts.Insert(at + 1, new LinqPart(token, "("));
    }

    private static bool EndsNot(LinqToken token) =>
        token.IsWord("and") || token.IsWord("or") || token.Is("&&") || token.Is("||") || token.Is(")") || token.Is("?") || token.Is(":")
            || token.Is(",");

    /// <summary>A list that is written out becomes one value: <c>{ in (1, 2) } => { in @0 }</c>.</summary>
    private void Gather(int at)
    {
        var end = _parts.FindIndex(at, part => part.Token.Is(")"));
        if (!_parts[at].Token.Is("(") || end < 0)
        {
            return;
        }

        var items = _parts[(at + 1)..end].Where(part => !part.Token.Is(",")).ToList();
        if (items.All(item => item.IsValue || item.Token.IsWord("null")))
        {
            var list = new LinqPart(_parts[at].Token, null, Value: items.Select(item => item.Value).ToList());
            _parts.RemoveRange(at, end - at + 1);
            _parts.Insert(at, list);
        }
    }
}
