using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ Pattern.IsMatch(value, pattern) } => taskdb_regex(pattern, value)</c></summary>
internal sealed class PatternTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == Pattern.IsMatchMethod
            ? sql.Function(
                RegexFunction.Name,
                [sql.ApplyTypeMapping(arguments[1], mappings.FindMapping(typeof(Pattern))), sql.ApplyDefaultTypeMapping(arguments[0])],
                nullable: false,
                argumentsPropagateNullability: [false, false],
                typeof(bool))
            : null;
}
