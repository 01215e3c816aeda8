using System.Collections.Frozen;
using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>
/// Calls that take a predicate, written with <c>Where</c>, so that there is one place in which predicates are translated.
/// </summary>
internal static class PredicateCalls
{
    private static readonly FrozenSet<string> Splittable = new[]
    {
        nameof(Queryable.First), nameof(Queryable.FirstOrDefault), nameof(Queryable.Single), nameof(Queryable.SingleOrDefault),
        nameof(Queryable.Last), nameof(Queryable.LastOrDefault), nameof(Queryable.Any),
        nameof(Queryable.Count), nameof(Queryable.LongCount),
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary><c>{ tasks.Count(p) } => tasks.Where(p).Count()</c></summary>
    public static Expression Split(Expression expression) =>
        expression is MethodCallExpression { Arguments: [var source, UnaryExpression { Operand: LambdaExpression predicate }] } call
            && call.Method.DeclaringType == typeof(Queryable) && Splittable.Contains(call.Method.Name)
            ? Expression.Call(typeof(Queryable), call.Method.Name, call.Method.GetGenericArguments(), Where(source, predicate))
            : expression;

    /// <summary><c>{ tasks.All(p) } => tasks.Where(t => !p).Any()</c>; the caller negates the answer.</summary>
    public static Expression AnyNot(MethodCallExpression all)
    {
        var predicate = (LambdaExpression)((UnaryExpression)all.Arguments[1]).Operand;
        var not = Expression.Lambda(Expression.Not(predicate.Body), predicate.Parameters);
        return Expression.Call(typeof(Queryable), nameof(Queryable.Any), all.Method.GetGenericArguments(), Where(all.Arguments[0], not));
    }

    public static Expression Where(Expression source, LambdaExpression predicate) =>
        Expression.Call(typeof(Queryable), nameof(Queryable.Where), [predicate.Parameters[0].Type], source, Expression.Quote(predicate));
}
