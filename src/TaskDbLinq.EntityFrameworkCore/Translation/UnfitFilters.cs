using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Filters;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>Places where EF Core can't run a filter, and says so in terms of its own: the refusal says what to write instead.</summary>
internal static class UnfitFilters
{
    /// <summary>Checks one operator of a query.</summary>
    /// <exception cref="QueryException">It takes a filter that EF Core can't run there.</exception>
    public static void Check(MethodCallExpression call)
    {
        if (call.Method.DeclaringType != typeof(Queryable))
        {
            return;
        }

        if (call.Arguments.Any(argument => argument is QueryParameterExpression
            && typeof(LambdaExpression).IsAssignableFrom(argument.Type)))
        {
            throw Refusal(
                "a query of EF.CompileQuery is made before it knows the filter that is its argument: let the query capture the filter, "
                    + "or leave EF.CompileQuery "
                + "out; EF Core keeps the plan of each shape of filter");
        }

        if (call.Arguments is [var source, UnaryExpression { Operand: LambdaExpression { Parameters: [var record] } test }, ..]
            && MadeByConstructor(source, record.Type)
            && new OperandFinder().IsIn(test))
        {
            throw Refusal(
                $"the filter is over {record.Type.Name}, which the query makes by a constructor, and EF Core can't tell which property "
                    + "a parameter becomes: filter before "
                + $"Select, or write new {record.Type.Name} {{ … }} with its properties");
        }
    }

    /// <summary>Whether a query's elements come from <c>Select(t => new Row(t.A, t.B))</c>; an anonymous type names its members.</summary>
    private static bool MadeByConstructor(Expression source, Type type)
    {
        while (source is MethodCallExpression { Method: { DeclaringType: var owner, Name: var name }, Arguments: [var inner, ..] arguments }
            && owner == typeof(Queryable))
        {
            if (name == nameof(Queryable.Select))
            {
                return (arguments[1] as UnaryExpression)?.Operand is LambdaExpression { Body: NewExpression made }
                    && made is { Members: null, Arguments.Count: > 0 } && made.Type == type;
            }

            source = inner;
        }

        return false;
    }

    private static QueryException Refusal(string reason) => new(new QueryProblem(string.Empty, reason));

    /// <summary>Finds a value that a filter captured.</summary>
    private sealed class OperandFinder : ExpressionVisitor
    {
        private bool _isFound;

        public bool IsIn(Expression expression)
        {
            Visit(expression);
            return _isFound;
        }

        protected override Expression VisitExtension(Expression node)
        {
            _isFound |= node is QueryParameterExpression parameter && QueryRewriter.IsOperand(parameter);
            return node;
        }
    }
}
