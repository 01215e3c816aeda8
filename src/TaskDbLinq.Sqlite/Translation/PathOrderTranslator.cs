using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Finding;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ FindOrder.Path(v, "n", false) } => taskdb_sort(v, 'n', 0) COLLATE taskdb_order</c>,
/// <c>{ FindOrder.Compare(v, "n", false, @end) } => taskdb_sort_compare(v, 'n', 0, @end)</c>
/// </summary>
internal sealed class PathOrderTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method.DeclaringType != typeof(FindOrder) ? null
        : method.Name == nameof(FindOrder.Path)
            ? new CollateExpression(Call(SortFunction.Name, [.. arguments.Take(3)], typeof(string)), SortFunction.Collation)
        : method.Name == nameof(FindOrder.Compare) ? Call(SortFunction.Comparing, [.. arguments.Take(4)], typeof(int))
        : null;

    private SqlExpression Call(string name, SqlExpression[] arguments, Type type) => sql.ApplyDefaultTypeMapping(
        sql.Function(name, arguments, nullable: true, arguments.Select(_ => false), type));
}
