using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// The order of whole numbers of 64 bits without a sign, told by their bits with a sign: SQLite keeps the upper half of them as
/// negative numbers, and EF Core refuses to compare them.
/// </summary>
internal static class UnsignedOrder
{
    /// <summary>
    /// <c>{ v &lt;= n } => s >= 0 &amp;&amp; isBig || (s >= 0 || isBig) &amp;&amp; s &lt;= n</c>, where <c>s</c> is <c>(long)v</c> and
    /// isBig tells that n is
    /// in the upper half; <c>{ v >= n }</c> likewise.
    /// </summary>
    public static Expression Compare(Expression value, Comparison comparison, ValueCondition condition, PredicateBuilder builder)
    {
        var signed = Expression.Convert(value, Nullable.GetUnderlyingType(value.Type) is null ? typeof(long) : typeof(long?));
        var isBig = builder.Capture<bool, ValueCondition>(condition, ReadIsBig);
        var bound = builder.Capture<long, ValueCondition>(condition, ReadBits);
        var zero = Expression.Constant(0L, signed.Type);
        var lifted = bound.Type == signed.Type ? bound : Expression.Convert(bound, signed.Type);
        return comparison == Comparison.LessOrEqual
            ? Either(Expression.GreaterThanOrEqual(signed, zero), isBig, Expression.LessThanOrEqual(signed, lifted))
            : Either(Expression.LessThan(signed, zero), Expression.Not(isBig), Expression.GreaterThanOrEqual(signed, lifted));
    }

    /// <summary><c>{ v } => (long)v >= 0</c>: the value fits in 64 bits with a sign.</summary>
    public static Expression IsSmall(Expression signed) => Expression.GreaterThanOrEqual(signed, Expression.Constant(0L, signed.Type));

    private static BinaryExpression Either(Expression a, Expression b, Expression c) =>
        Expression.OrElse(Expression.AndAlso(a, b), Expression.AndAlso(Expression.OrElse(a, b), c));

    private static bool ReadIsBig(ValueCondition condition, out bool value, out string reason)
    {
        (value, reason) = (Bound(condition) > long.MaxValue, string.Empty);
        return true;
    }

    private static bool ReadBits(ValueCondition condition, out long value, out string reason)
    {
        (value, reason) = (unchecked((long)Bound(condition)), string.Empty);
        return true;
    }

    private static ulong Bound(ValueCondition condition) =>
        condition.Operand is DocumentNumber number ? WholeBound<ulong>.Of(number, condition.Comparison).Value : 0;
}
