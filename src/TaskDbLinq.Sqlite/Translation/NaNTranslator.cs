using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ double.IsNaN(value) } => 0</c>: SQLite keeps no NaN. https://sqlite.org/floatingpoint.html has it become null.</summary>
internal sealed class NaNTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    private static readonly MethodInfo IsNaN = typeof(double).GetMethod(nameof(double.IsNaN))!;

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == IsNaN ? sql.Constant(false) : null;
}
