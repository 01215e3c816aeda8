using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Finding;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// The order by what is inside of <c>jsonb</c> columns, by the functions of <see cref="JsonFunctions"/>:
/// <c>{ FindOrder.Path(c, "n", false) } => sort_key(c, 'n', false)</c>,
/// <c>{ FindOrder.Compare(c, "n", false, @end) } => sort_compare(c, 'n', false, @end)</c>
/// </summary>
internal sealed class PathOrderTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(FindOrder))
        {
            return null;
        }

        return method.Name switch
        {
            nameof(FindOrder.Path) => Call("sort_key", typeof(byte[]), arguments, 3),
            nameof(FindOrder.Compare) => Call("sort_compare", typeof(int), arguments, 4),
            _ => null,
        };
    }

    private SqlExpression Call(string name, Type type, IReadOnlyList<SqlExpression> arguments, int count)
    {
        var path = arguments[1] is SqlConstantExpression { Value: string inner } ? inner : string.Empty;
        var column = JsonbColumn.Of(arguments[0], path, sql, mappings);
        return sql.Function(
            JsonFunctions.Schema, name, [column, .. arguments.Take(1..count).Select(argument => sql.ApplyDefaultTypeMapping(argument))],
            nullable: false, argumentsPropagateNullability: Enumerable.Repeat(false, count), type, mappings.FindMapping(type));
    }
}
