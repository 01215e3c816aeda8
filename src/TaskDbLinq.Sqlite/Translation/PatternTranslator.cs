using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ Pattern.IsMatch(value, pattern) } => taskdb_regex(pattern, value)</c></summary>
internal sealed class PatternTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == Pattern.IsMatchMethod ? IsMatch(arguments[1], arguments[0]) : null;

    /// <exception cref="QueryException">A value converter writes the column.</exception>
    private SqlExpression IsMatch(SqlExpression pattern, SqlExpression value)
    {
        ConvertedColumn.Check(value);
        return sql.Function(
            RegexFunction.Name,
            [sql.ApplyTypeMapping(pattern, mappings.FindMapping(typeof(Pattern))), sql.ApplyDefaultTypeMapping(value)],
            nullable: false,
            argumentsPropagateNullability: [false, false],
            typeof(bool));
    }
}
