using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.S.StartsWith("a.") } => { s: { $regex: "^a\\." } }</c>; characters count, not culture.</summary>
internal sealed class StringMethodReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Object: { } instance, Arguments: [var argument, ..] } call
            || instance.Type != typeof(string)
            || call.Method.Name is not (nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.Contains))
            || Field.TryRead(instance, scope) is not { } field || !ClosedValues.TryGet(argument, out var value))
        {
            return null;
        }

        if (call.Arguments.Skip(1).Any(more => !(ClosedValues.TryGet(more, out var comparison) && comparison is StringComparison.Ordinal)))
        {
            return scope.Refuse(
                call,
                "a filter compares strings by code point; use StringComparison.Ordinal, or Regex.IsMatch with RegexOptions.IgnoreCase");
        }

        if (value?.ToString() is not { } text)
        {
            return scope.Refuse(call, "the string is null");
        }

        if (Operands.For(field, text, call, scope) is null)
        {
            return null;
        }

        var pattern = Literals.Escape(text);
        return Patterns.Where(field, call.Method.Name switch
        {
            nameof(string.StartsWith) => $"^{pattern}",
            nameof(string.EndsWith) => $"{pattern}\\z",
            _ => pattern,
        }, string.Empty, call, scope);
    }
}
