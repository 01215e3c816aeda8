using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// <c>{ StoreOrder.Bits(v) } => CAST(CASE WHEN v > 9223372036854775807 THEN v - 18446744073709551616 ELSE v END AS bigint)</c>
/// </summary>
internal sealed class BitsTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    private const decimal Turn = 18446744073709551616m;

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(StoreOrder) || method.Name != nameof(StoreOrder.Bits))
        {
            return null;
        }

        var wide = mappings.FindMapping(typeof(decimal), "numeric")!;
        var number = sql.Convert(arguments[0], typeof(decimal), wide);
        var signed = sql.Case(
            [new CaseWhenClause(sql.GreaterThan(number, sql.Constant((decimal)long.MaxValue, wide)),
                sql.Subtract(number, sql.Constant(Turn, wide)))],
            number);
        return sql.Convert(signed, typeof(long), mappings.FindMapping(typeof(long)));
    }
}
