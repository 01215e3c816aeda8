using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>
/// Long chains keep their parentheses: <c>{ (a OR b) OR (c OR d) }</c> and not <c>a OR b OR c OR d</c>. To a database that reads a chain of
/// n parts as an expression of depth n, it would be too deep.
/// </summary>
internal static class LongChains
{
    /// <summary>Chains up to this length are written without parentheses.</summary>
    private const int Longest = 128;

    public static bool RequireParentheses(SqlExpression outer, SqlExpression inner) => IsLogic(outer) && IsLogic(inner)
        && Count(inner, Longest) == Longest;

    private static bool IsLogic(SqlExpression expression) =>
        expression is SqlBinaryExpression { OperatorType: ExpressionType.AndAlso or ExpressionType.OrElse };

    /// <summary>Counts the parts of a chain, and stops at <paramref name="most"/>.</summary>
    private static int Count(SqlExpression expression, int most)
    {
        var open = new Stack<SqlExpression>([expression]);
        var count = 0;
        while (count < most && open.TryPop(out var part))
        {
            if (IsLogic(part))
            {
                open.Push(((SqlBinaryExpression)part).Left);
                open.Push(((SqlBinaryExpression)part).Right);
            }
            else
            {
                count++;
            }
        }

        return count;
    }
}
