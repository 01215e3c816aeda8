using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// Comparisons of a column with a filter's value, where PostgreSQL's own have another answer than memory: NaN is the greatest number and
/// equals itself, times are kept in microseconds, a column's collation decides equality and order.
/// </summary>
internal sealed class StoreOrderTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(StoreOrder) || method.Name == nameof(StoreOrder.IsNoDocument))
        {
            return null;
        }

        if (method.Name == nameof(StoreOrder.IsPresent))
        {
            return sql.IsNotNull(arguments[0]);
        }

        if (arguments is not [var left, var right])
        {
            return null;
        }

        var type = method.GetGenericArguments()[0];
        type = Nullable.GetUnderlyingType(type) ?? type;
        return method.Name switch
        {
            nameof(StoreOrder.In) => new ListTest(sql, mappings).Of(left, right, type),
            nameof(StoreOrder.NotEqual) => sql.Not(Compare(nameof(StoreOrder.Equal), left, right, type)),
            _ => Compare(method.Name, left, right, type),
        };
    }

    private SqlExpression Compare(string comparison, SqlExpression value, SqlExpression operand, Type type)
    {
        if (StoreTime.UnitOf(value, type) is { } unit)
        {
            return CompareTimes(comparison, value, operand, type, unit);
        }

        if (type == typeof(string))
        {
            return Binary(comparison, TextColumn.Exact(value, sql), operand);
        }

        if (comparison == nameof(StoreOrder.Equal))
        {
            return IsFloating(type) ? sql.AndAlso(Binary(comparison, value, operand), IsNumber(value)) : Binary(comparison, value, operand);
        }

        if (type == typeof(char))
        {
            return Binary(comparison, CharColumn.Ordinal(value, sql, mappings), sql.ApplyTypeMapping(operand, CharColumn.Text(mappings)));
        }

        if (value.TypeMapping?.Converter is { ProviderClrType: var provider } && (provider == typeof(string) || provider == typeof(byte[])))
        {
            throw StoreRefusal.Of(value, "is written by a value converter, so that only equality has a meaning");
        }

        return IsFloating(type) && comparison is nameof(StoreOrder.GreaterThan) or nameof(StoreOrder.GreaterThanOrEqual)
            ? sql.AndAlso(Binary(comparison, value, operand), IsNumber(value))
            : Binary(comparison, value, operand);
    }

    /// <summary>
    /// <c>{ v >= t } => v >= up(t)</c>, <c>{ v > t } => v > down(t)</c>, <c>{ v == t } => v = t AND t is a whole number of units</c>
    /// </summary>
    private SqlExpression CompareTimes(string comparison, SqlExpression value, SqlExpression operand, Type type, TimeUnit unit)
    {
        bool? isUp = comparison == nameof(StoreOrder.Equal)
            ? null
            : comparison is nameof(StoreOrder.GreaterThanOrEqual) or nameof(StoreOrder.LessThan);
        var compared = Binary(comparison, value, sql.ApplyTypeMapping(operand, unit.Rounded(value.TypeMapping!, type, isUp)));
        return comparison == nameof(StoreOrder.Equal)
            ? sql.AndAlso(
                compared,
                new SqlParameterExpression(
                    ((SqlParameterExpression)operand).Name, typeof(bool), unit.IsWhole(mappings.FindMapping(typeof(bool))!, type)))
            : compared;
    }

    /// <summary>The test that a number is none of NaN, which PostgreSQL has equal to itself and above all others.</summary>
    private SqlExpression IsNumber(SqlExpression value) => sql.NotEqual(
        value, value.Type == typeof(float) || value.Type == typeof(float?)
            ? sql.Constant(float.NaN, value.TypeMapping)
            : sql.Constant(double.NaN, value.TypeMapping));

    private SqlExpression Binary(string comparison, SqlExpression value, SqlExpression operand) => comparison switch
    {
        nameof(StoreOrder.Equal) => sql.Equal(value, operand),
        nameof(StoreOrder.LessThan) => sql.LessThan(value, operand),
        nameof(StoreOrder.LessThanOrEqual) => sql.LessThanOrEqual(value, operand),
        nameof(StoreOrder.GreaterThan) => sql.GreaterThan(value, operand),
        _ => sql.GreaterThanOrEqual(value, operand),
    };

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);
}
