using System.Linq.Expressions;

namespace TaskDbLinq.EntityFrameworkCore.Linq;

/// <summary>The order that <see cref="string.Compare(string, string)"/> has, in which null comes before every string.</summary>
internal static class NullOrder
{
    /// <summary>The comparison of two strings; null for one that is no order.</summary>
    public static Expression? Compare(ExpressionType comparison, Expression left, Expression right) => comparison switch
    {
        ExpressionType.Equal => Expression.Equal(left, right),
        ExpressionType.NotEqual => Expression.NotEqual(left, right),
        ExpressionType.LessThan =>
            Expression.OrElse(
                Expression.AndAlso(IsNull(left), Expression.Not(IsNull(right))), By(nameof(CodePointOrder.Less), left, right)),
        ExpressionType.LessThanOrEqual => Expression.OrElse(IsNull(left), By(nameof(CodePointOrder.LessOrEqual), left, right)),
        ExpressionType.GreaterThan =>
            Expression.OrElse(
                Expression.AndAlso(IsNull(right), Expression.Not(IsNull(left))), By(nameof(CodePointOrder.Greater), left, right)),
        ExpressionType.GreaterThanOrEqual => Expression.OrElse(IsNull(right), By(nameof(CodePointOrder.GreaterOrEqual), left, right)),
        _ => null,
    };

    private static BinaryExpression IsNull(Expression text) => Expression.Equal(text, Expression.Constant(null, typeof(string)));

    private static MethodCallExpression By(string order, Expression left, Expression right) =>
        Expression.Call(typeof(CodePointOrder), order, null, left, right);
}
