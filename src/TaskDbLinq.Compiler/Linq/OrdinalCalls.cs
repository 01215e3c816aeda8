using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Linq;

/// <summary>The calls that C# has for comparing strings by their characters, written in the one form that a store translates.</summary>
internal static class OrdinalCalls
{
    private static readonly MethodInfo CompareMethod = typeof(CodePointOrder).GetMethod(nameof(CodePointOrder.Compare))!;

    /// <summary>
    /// <c>{ s.StartsWith('h') } => s.StartsWith("h")</c>, <c>{ s.Contains(x, StringComparison.Ordinal) } => s.Contains(x)</c>,
    /// <c>{ string.Equals(a, b, StringComparison.Ordinal) } => a == b</c>.
    /// </summary>
    /// <returns>The call to make instead; null to leave it as it is.</returns>
    public static Expression? Rewrite(MethodCallExpression call)
    {
        if (call.Method.DeclaringType != typeof(string))
        {
            return null;
        }

        return call switch
        {
            {
                Object: { } text, Method.Name: nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.Contains),
                Arguments: [var part, ..] arguments
            }
                when AreOrdinal(arguments, 1) && (arguments.Count > 1 || part.Type == typeof(char)) && AsText(part) is { } characters =>
                Expression.Call(text, typeof(string).GetMethod(call.Method.Name, [typeof(string)])!, characters),
            { Object: { } left, Method.Name: nameof(string.Equals), Arguments: [var right, var comparison] } when IsOrdinal(comparison) =>
                Expression.Equal(left, right),
            { Object: null, Method.Name: nameof(string.Equals), Arguments: [var left, var right, var comparison] }
                when IsOrdinal(comparison) =>
                Expression.Equal(left, right),
            _ => null,
        };
    }

    /// <summary><c>{ string.Compare(a, b) } => (a, b)</c>, and likewise <c>string.CompareOrdinal</c>; null for any other call.</summary>
    public static (Expression Left, Expression Right)? Compared(Expression expression) =>
        expression is MethodCallExpression
        {
            Object: null, Method: { Name: nameof(string.Compare) or nameof(string.CompareOrdinal) } method,
            Arguments: [var left, var right, ..] arguments
        }
            && method.DeclaringType == typeof(string) && AreOrdinal(arguments, 2)
            ? (left, right)
            : null;

    /// <summary><c>{ string.Compare(a, b) } => CodePointOrder.Compare(a, b)</c>, which depends on no culture.</summary>
    public static Expression? ByCodePoint(MethodCallExpression call) =>
        call.Arguments.Count == 2 && Compared(call) is var (left, right) ? Expression.Call(CompareMethod, left, right) : null;

    /// <summary>Whether a query has calls whose meaning a value in it decides, so that one plan can't serve all values.</summary>
    public static bool AreIn(Expression query)
    {
        var finder = new Finder();
        finder.Visit(query);
        return finder.Found;
    }

    private sealed class Finder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Found |= node.Method.DeclaringType == typeof(string)
                && (node.Method.Name is nameof(string.Compare) or nameof(string.CompareOrdinal)
                    || node.Arguments.Any(argument => argument.Type == typeof(StringComparison) || argument.Type == typeof(char)));
            return base.VisitMethodCall(node);
        }
    }

    private static bool AreOrdinal(IReadOnlyList<Expression> arguments, int from) =>
        arguments.Count == from || (arguments.Count == from + 1 && IsOrdinal(arguments[from]));

    private static bool IsOrdinal(Expression comparison) =>
        ClosedValues.TryGet(comparison, out var value) && value is StringComparison.Ordinal;

    private static Expression? AsText(Expression part) =>
        part.Type == typeof(string) ? part
        : ClosedValues.TryGet(part, out var value) && value is char letter ? Expression.Constant(letter.ToString())
        : null;
}
