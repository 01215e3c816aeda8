using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// Columns that a value converter writes as text or bytes, such as a number by <c>HasConversion&lt;string>()</c>: what is less in a
/// property is not what is less in the column. A filter's order is refused there; its user's own queries stay what EF Core makes of them.
/// </summary>
internal static class ConvertedColumn
{
    /// <summary>Checks a comparison or an operation of arithmetic.</summary>
    /// <exception cref="QueryException">A filter's value is ordered with, or divides, what a converter writes.</exception>
    public static void Check(SqlBinaryExpression test)
    {
        if (IsOrder(test.OperatorType) && IsOperand(test.Right))
        {
            Check(test.Left);
        }
    }

    /// <summary>Checks a value whose text counts.</summary>
    /// <exception cref="QueryException">A converter writes it.</exception>
    public static void Check(SqlExpression value)
    {
        var column = Inner(value);
        if (column.TypeMapping?.Converter is { } converter
            && (converter.ProviderClrType == typeof(string) || converter.ProviderClrType == typeof(byte[]))
            && converter.ModelClrType != typeof(char))
        {
            throw Refusal(column, "so that only equality has a meaning");
        }
    }

    /// <summary>Returns the refusal of a test on a column.</summary>
    public static QueryException Refusal(SqlExpression column, string why) => new(new QueryProblem(
        (column as ColumnExpression)?.Name ?? string.Empty,
        $"the column is written by a value converter, {why}: SQLite can't answer this as memory does"));

    private static bool IsOrder(ExpressionType type) => type is ExpressionType.LessThan or ExpressionType.LessThanOrEqual
        or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual or ExpressionType.Modulo;

    private static bool IsOperand(SqlExpression value) =>
        Inner(value) is SqlParameterExpression parameter && parameter.Name.StartsWith(nameof(Captured<>.Operand), StringComparison.Ordinal);

    private static SqlExpression Inner(SqlExpression value) =>
        value is SqlUnaryExpression { OperatorType: ExpressionType.Convert } convert ? Inner(convert.Operand) : value;
}
