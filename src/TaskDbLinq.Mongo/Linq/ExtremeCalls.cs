using System.Linq.Expressions;
using TaskDbLinq.Linq;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// The least and the greatest of values that may be null. C# passes null over, and answers null where nothing is left;
/// the server's accumulators, as the driver calls them, would take null as the least. As an order, the first of it
/// also comes straight out of an index.
/// </summary>
internal static class ExtremeCalls
{
    /// <summary>
    /// <c>{ tasks.Min(t => t.Started) } => tasks.Where(t => t.Started != null).OrderBy(t => t.Started).Select(t =>
    /// t.Started).FirstOrDefault()</c>
    /// </summary>
    public static Expression Rewrite(Expression expression)
    {
        if (expression is not MethodCallExpression
            {
                Method:
                {
                    DeclaringType: var declarer,
                    Name: nameof(Queryable.Min) or nameof(Queryable.Max)
                }
            } call
            || declarer != typeof(Queryable) || (call.Type.IsValueType && Nullable.GetUnderlyingType(call.Type) is null))
        {
            return expression;
        }

        return call.Arguments switch
        {
            [var values] => First(values, Identity(call.Type), call),
            [var source, UnaryExpression { Operand: LambdaExpression selector }] => First(source, selector, call),
            _ => expression,
        };
    }

    private static MethodCallExpression First(Expression source, LambdaExpression selector, MethodCallExpression call)
    {
        var isSome =
            Expression.Lambda(Expression.NotEqual(selector.Body, Expression.Constant(null, selector.ReturnType)), selector.Parameters);
        var order = call.Method.Name == nameof(Queryable.Min) ? nameof(Queryable.OrderBy) : nameof(Queryable.OrderByDescending);
        Type[] types = [selector.Parameters[0].Type, selector.ReturnType];
        var ordered = Expression.Call(typeof(Queryable), order, types, PredicateCalls.Where(source, isSome), Expression.Quote(selector));
        var selected = selector.Body == selector.Parameters[0]
            ? ordered
            : Expression.Call(typeof(Queryable), nameof(Queryable.Select), types, ordered, Expression.Quote(selector));
        return Expression.Call(typeof(Queryable), nameof(Queryable.FirstOrDefault), [call.Type], selected);
    }

    private static LambdaExpression Identity(Type type)
    {
        var value = Expression.Parameter(type, "v");
        return Expression.Lambda(value, value);
    }
}
