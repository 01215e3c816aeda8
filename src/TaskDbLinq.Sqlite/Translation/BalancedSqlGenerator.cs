#pragma warning disable EF1001 // EF Core has no public way to change what a provider's generator writes.
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Sqlite.Query.Internal;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// Keeps the parentheses of long chains: <c>{ (a OR b) OR (c OR d) }</c> and not <c>a OR b OR c OR d</c>. To SQLite a chain of n
/// parts is an expression of depth n, and a depth beyond 1,000 is an error.
/// </summary>
/// <seealso href="https://www.sqlite.org/limits.html#max_expr_depth"/>
internal sealed class BalancedSqlGenerator(QuerySqlGeneratorDependencies dependencies) : SqliteQuerySqlGenerator(dependencies)
{
    /// <summary>Chains up to this length are written without parentheses.</summary>
    private const int Longest = 128;

    protected override bool RequiresParentheses(SqlExpression outerExpression, SqlExpression innerExpression) =>
        base.RequiresParentheses(outerExpression, innerExpression)
        || (IsLogic(outerExpression) && IsLogic(innerExpression) && Count(innerExpression, Longest) == Longest);

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

/// <summary>Makes generators that keep the parentheses of long chains.</summary>
internal sealed class BalancedSqlGeneratorFactory(QuerySqlGeneratorDependencies dependencies) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new BalancedSqlGenerator(dependencies);
}
