using System.Text;
using TaskDbLinq.Values;

namespace TaskDbLinq.TextPredicates;

/// <summary>Reads a field with all that hangs on it: <c>header["a"][0]</c>, <c>address.city</c>, <c>orders.Any(</c>.</summary>
internal sealed class LinqFieldReader(LinqCursor cursor, LinqScopes scopes)
{
    private static readonly Step None = new(string.Empty, null);

    /// <param name="start">The name that it starts with, which the cursor is behind.</param>
    public LinqPart Read(LinqToken start)
    {
        var text = new StringBuilder();
        Type? takes = null;
        var type = scopes.Named(start.Text);
        if (type is not null)
        {
            text.Append(start.Text);
        }
        else if (Member(start, scopes.Inner.Type) is { Type: { } first } member)
        {
            text.Append(scopes.Inner.Name).Append(member.Text);
            type = first;
        }

        while (type is { } owner && (cursor.IsAhead(".") || cursor.IsAhead("[")))
        {
            var sign = cursor.Take();
            if (cursor.AtEnd)
            {
                cursor.Fail(sign, "the text ends early");
                break;
            }

            var step = sign.Is("[") ? Index(cursor.Take(), owner) : AfterPoint(cursor.Take(), owner);
            text.Append(step.Text);
            (type, takes) = (step.Type, step.Takes);
            if (step.IsCall)
            {
                break;
            }
        }

        return new LinqPart(start, text.ToString(), type, Takes: takes);
    }

    private Step Member(LinqToken token, Type type)
    {
        if (token.Kind == LinqTokenKind.Name && LinqFields.Property(type, token.Text) is { } property)
        {
            return new Step($".{property.Name}", property.PropertyType);
        }

        cursor.Problems.Add(LinqText.Unknown(token, "field", LinqFields.Names(type)));
        return None;
    }

    private Step Index(LinqToken token, Type type)
    {
        if (!LinqFields.IsDict(type) || !cursor.IsAhead("]") || token.Kind is LinqTokenKind.Name or LinqTokenKind.Sign)
        {
            return Refused(token, "an index is one string or number, into a dict field");
        }

        cursor.Take();
        return cursor.Value(token) switch
        {
            long and >= 0 and <= int.MaxValue and var index => new Step($"[{index}]", typeof(DocumentValue)),
            string name => new Step($"[{LinqText.Quote(name)}]", typeof(DocumentValue)),
            _ => Refused(token, "an index is a string or a whole number"),
        };
    }

    private Step AfterPoint(LinqToken token, Type type)
    {
        if (token.Kind != LinqTokenKind.Name)
        {
            return Refused(token, "expected a name after the point");
        }

        if (Nullable.GetUnderlyingType(type) is { } inner && token.Text is nameof(Nullable<int>.HasValue) or nameof(Nullable<int>.Value))
        {
            return new Step($".{token.Text}", token.Text == nameof(Nullable<int>.Value) ? inner : typeof(bool));
        }

        if (LinqFields.Methods(type).FirstOrDefault(method => method.Equals(token.Text, StringComparison.OrdinalIgnoreCase)) is { } method)
        {
            return Call(token, method, type);
        }

        if (LinqFields.IsDict(type))
        {
            return new Step($"[{LinqText.Quote(token.Text)}]", typeof(DocumentValue));
        }

        if (LinqFields.IsScalar(type) || LinqFields.ElementType(type) is not null)
        {
            cursor.Problems.Add(LinqText.Unknown(token, "method", LinqFields.Methods(type)));
            return None;
        }

        return Member(token, type);
    }

    private Step Call(LinqToken token, string method, Type type)
    {
        if (!cursor.IsAhead("("))
        {
            return method == "Count" ? new Step(".Count()", typeof(int)) : Refused(token, $"{method} is called with parentheses");
        }

        if (method == "Count" && cursor.IsAhead(")", 1))
        {
            cursor.Skip(2);
            return new Step(".Count()", typeof(int));
        }

        if (method is not ("Any" or "All" or "Count"))
        {
            return new Step($".{method}", null, IsCall: true, LinqFields.ElementType(type));
        }

        var named = cursor.Ahead(1) is { Kind: LinqTokenKind.Name } parameter && cursor.IsAhead("=>", 2) ? parameter.Text : null;
        scopes.Push(LinqFields.ElementType(type)!, named);
        if (named is null)
        {
            return new Step($".{method}", null, IsCall: true);
        }

        // The parenthesis, the parameter and the arrow are taken together.
        scopes.Count("(");
        cursor.Skip(3);
        return new Step($".{method}({named} => ", null, IsCall: true);
    }

    private Step Refused(LinqToken token, string reason)
    {
        cursor.Fail(token, reason);
        return None;
    }

    /// <summary>What one point or index adds.</summary>
    /// <param name="Text">How System.Linq.Dynamic.Core has it.</param>
    /// <param name="Type">The type it leads to; null for a call whose arguments follow, and for what is wrong.</param>
    /// <param name="IsCall">Whether arguments follow.</param>
    /// <param name="Takes">The type of the argument, where it is a list's element.</param>
    private readonly record struct Step(string Text, Type? Type, bool IsCall = false, Type? Takes = null);
}
