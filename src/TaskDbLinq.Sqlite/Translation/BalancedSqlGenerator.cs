#pragma warning disable EF1001 // EF Core has no public way to change what a provider's generator writes.
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Sqlite.Query.Internal;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// Keeps the parentheses of long chains: to SQLite an expression that is deeper than 1,000 is an error. Checks what a filter compares.
/// </summary>
/// <seealso href="https://www.sqlite.org/limits.html#max_expr_depth"/>
internal sealed class BalancedSqlGenerator(QuerySqlGeneratorDependencies dependencies) : SqliteQuerySqlGenerator(dependencies)
{
    protected override Expression VisitSqlBinary(SqlBinaryExpression sqlBinaryExpression)
    {
        ConvertedColumn.Check(sqlBinaryExpression);
        return base.VisitSqlBinary(sqlBinaryExpression);
    }

    protected override bool RequiresParentheses(SqlExpression outerExpression, SqlExpression innerExpression) =>
        base.RequiresParentheses(outerExpression, innerExpression) || LongChains.RequireParentheses(outerExpression, innerExpression);
}

/// <summary>Makes generators that keep the parentheses of long chains.</summary>
internal sealed class BalancedSqlGeneratorFactory(QuerySqlGeneratorDependencies dependencies) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new BalancedSqlGenerator(dependencies);
}
