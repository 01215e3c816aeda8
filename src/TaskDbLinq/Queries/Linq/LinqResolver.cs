using System.Globalization;
using System.Text;
using TaskDbLinq.Documents;

namespace TaskDbLinq.Queries.Linq;

/// <summary>
/// Resolves the names of a predicate's text against the record type, and gives each value the type of the field that it
/// meets: <c>{ started > "2026-11-23" and header["a"] == 1 } => { it.Started > @0 and it.Header[@1] == @2 }</c>.
/// </summary>
internal sealed class LinqResolver(Type record, List<LinqToken> tokens, object?[] values, List<QueryProblem> problems)
{
    private static readonly string[] Words = ["and", "or", "not", "in", "null", "true", "false"];

    private readonly List<LinqPart> _parts = [];
    private readonly Stack<(Type Type, string Name, int Depth)> _scopes = new([(record, "it", 0)]);
    private int _at;
    private int _depth;

    /// <summary>The parts; what they are is sound only without problems.</summary>
    public List<LinqPart> Resolve()
    {
        while (_at < tokens.Count)
        {
            Next(tokens[_at]);
        }

        for (var i = 0; i < _parts.Count; i++)
        {
            Meet(i);
        }

        return _parts;
    }

    private LinqToken? Ahead(int by = 1) => _at + by < tokens.Count ? tokens[_at + by] : null;

    private void Next(LinqToken token)
    {
        switch (token.Kind)
        {
            case LinqTokenKind.Name when Words.Contains(token.Text, StringComparer.OrdinalIgnoreCase):
                Add(token, token.Text.ToLowerInvariant());
                break;
            case LinqTokenKind.Name:
                Field(token);
                break;
            case LinqTokenKind.Number:
                _parts.Add(new LinqPart(token, null, Value: Number(token)));
                _at++;
                break;
            case LinqTokenKind.Text:
                _parts.Add(new LinqPart(token, null, Value: token.Text));
                _at++;
                break;
            case LinqTokenKind.Value:
                _parts.Add(new LinqPart(token, null, Value: Given(token)));
                _at++;
                break;
            default:
                Sign(token);
                break;
        }
    }

    private void Add(LinqToken token, string text)
    {
        _parts.Add(new LinqPart(token, text));
        _at++;
    }

    private void Sign(LinqToken token)
    {
        _depth += token.Text is "(" ? 1 : token.Text is ")" ? -1 : 0;
        if (_scopes.Count > 1 && _depth < _scopes.Peek().Depth)
        {
            _scopes.Pop();
        }

        if (token.Text is "." or "[" or "=>")
        {
            Fail(token, $"'{token.Text}' stands after a field only");
        }

        Add(token, token.Text);
    }

    /// <summary>A field with all that hangs on it: <c>header["a"][0]</c>, <c>address.city</c>, <c>orders.Any(</c>.</summary>
    private void Field(LinqToken start)
    {
        var scope = _scopes.FirstOrDefault(scope => scope.Name == start.Text);
        var text = new StringBuilder();
        Type? type = scope.Type;
        if (type is not null)
        {
            text.Append(start.Text);
            _at++;
        }
        else if (Member(start, _scopes.Peek().Type) is { } first)
        {
            text.Append(_scopes.Peek().Name).Append('.').Append(first.Text);
            type = first.Type;
        }

        while (type is { } owner && Ahead(0) is { } sign && (sign.Is(".") || sign.Is("[")))
        {
            _at++;
            if (Ahead(0) is not { } token)
            {
                Fail(sign, "the text ends early");
                return;
            }

            (var step, type, var isCall) = sign.Is("[") ? Index(token, owner) : AfterPoint(token, owner);
            text.Append(step);
            if (isCall)
            {
                break;
            }
        }

        _parts.Add(new LinqPart(start, text.ToString(), type));
    }

    private (string Text, Type Type)? Member(LinqToken token, Type type)
    {
        _at++;
        if (token.Kind == LinqTokenKind.Name && LinqFields.Property(type, token.Text) is { } property)
        {
            return (property.Name, property.PropertyType);
        }

        problems.Add(LinqText.Unknown(token, "field", LinqFields.Names(type)));
        return null;
    }

    private (string Text, Type? Type, bool IsCall) Index(LinqToken token, Type type)
    {
        _at++;
        if (!LinqFields.IsDict(type) || Ahead(0) is not { } close || !close.Is("]") || token.Kind is LinqTokenKind.Name or LinqTokenKind.Sign)
        {
            Fail(token, "an index is one string or number, into a dict field");
            return (string.Empty, null, false);
        }

        _at++;
        object? index = token.Kind switch { LinqTokenKind.Text => token.Text, LinqTokenKind.Number => Number(token), _ => Given(token) };
        if (index is long and >= 0 and <= int.MaxValue)
        {
            return ($"[{index}]", typeof(DocumentValue), false);
        }

        return index is string name ? ($"[{LinqText.Quote(name)}]", typeof(DocumentValue), false) : Refused(token, "an index is a string or a whole number");
    }

    private (string Text, Type? Type, bool IsCall) AfterPoint(LinqToken token, Type type)
    {
        if (token.Kind != LinqTokenKind.Name)
        {
            return Refused(token, "expected a name after the point");
        }

        if (Nullable.GetUnderlyingType(type) is { } inner && token.Text is nameof(Nullable<int>.HasValue) or nameof(Nullable<int>.Value))
        {
            _at++;
            return ($".{token.Text}", token.Text == nameof(Nullable<int>.Value) ? Nullable.GetUnderlyingType(type) : typeof(bool), false);
        }

        if (LinqFields.Methods(type).FirstOrDefault(method => method.Equals(token.Text, StringComparison.OrdinalIgnoreCase)) is { } method)
        {
            return Call(token, method, type);
        }

        if (LinqFields.IsDict(type))
        {
            _at++;
            return ($"[{LinqText.Quote(token.Text)}]", typeof(DocumentValue), false);
        }

        if (LinqFields.IsScalar(type) || LinqFields.ElementType(type) is not null)
        {
            problems.Add(LinqText.Unknown(token, "method", LinqFields.Methods(type)));
            _at++;
            return (string.Empty, null, false);
        }

        return Member(token, type) is var (name, next) ? ($".{name}", next, false) : (string.Empty, null, false);
    }

    private (string Text, Type? Type, bool IsCall) Call(LinqToken token, string method, Type type)
    {
        _at++;
        if (Ahead(0) is not { } open || !open.Is("("))
        {
            return method == "Count" ? (".Count()", typeof(int), false) : Refused(token, $"{method} is called with parentheses");
        }

        if (method == "Count" && Ahead() is { } close && close.Is(")"))
        {
            _at += 2;
            return (".Count()", typeof(int), false);
        }

        if (method is "Any" or "All" or "Count")
        {
            var named = Ahead() is { Kind: LinqTokenKind.Name } parameter && Ahead(2) is { } arrow && arrow.Is("=>") ? parameter.Text : null;
            _scopes.Push((LinqFields.ElementType(type)!, named ?? "it", _depth + 1));
            if (named is not null)
            {
                // The parenthesis, the parameter and the arrow are taken together.
                _depth++;
                _at += 3;
                return ($".{method}({named} => ", null, true);
            }
        }

        return ($".{method}", null, true);
    }

    private (string Text, Type? Type, bool IsCall) Refused(LinqToken token, string reason)
    {
        Fail(token, reason);
        _at++;
        return (string.Empty, null, false);
    }

    /// <summary>Gives the values at a comparison, or behind <c>in</c>, the type of the field.</summary>
    private void Meet(int at)
    {
        var token = _parts[at].Token;
        if (at == 0 || at + 1 >= _parts.Count || _parts[at].IsValue)
        {
            return;
        }

        if (token.IsComparison)
        {
            (_parts[at - 1], _parts[at + 1]) = (
                _parts[at + 1].Type is { } right ? _parts[at - 1].For(right, problems) : _parts[at - 1],
                _parts[at - 1].Type is { } left ? _parts[at + 1].For(left, problems) : _parts[at + 1]);
        }
        else if (token.IsWord("in") && _parts[at - 1].Type is { } type)
        {
            Gather(at + 1);
            _parts[at + 1] = _parts[at + 1].IsValue ? _parts[at + 1].ForEach(type, problems) : _parts[at + 1];
        }
    }

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

    private object? Number(LinqToken token)
    {
        if (long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fail(token, $"'{QueryProblem.Shown(token.Text)}' is not a number");
        return null;
    }

    private object? Given(LinqToken token)
    {
        if (int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < values.Length)
        {
            return values[index];
        }

        Fail(token, $"there is no value @{QueryProblem.Shown(token.Text)}: {values.Length} were given");
        return null;
    }

    private void Fail(LinqToken token, string reason) => problems.Add(LinqText.Problem(token.Position, reason));
}
