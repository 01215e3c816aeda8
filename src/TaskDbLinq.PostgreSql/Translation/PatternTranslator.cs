using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// <c>{ Pattern.IsMatch(value, pattern) } => value IS NOT NULL AND value COLLATE "C" ~ pattern</c>: no pattern is found in null, and what
/// is not found is found by the complement, where SQL would know neither.
/// </summary>
internal sealed class PatternTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == Pattern.IsMatchMethod
            ? sql.AndAlso(
                sql.IsNotNull(arguments[0]),
                ((NpgsqlSqlExpressionFactory)sql).RegexMatch(
                    TextColumn.Ordinal(arguments[0], sql),
                    sql.ApplyTypeMapping(arguments[1], mappings.FindMapping(typeof(Pattern))),
                    RegexOptions.Singleline))
            : null;
}

/// <summary>
/// A pattern becomes a parameter in PostgreSQL's syntax; one that PostgreSQL can't run is refused before the query is sent.
/// </summary>
internal sealed class PatternMappings : IRelationalTypeMappingSourcePlugin
{
    private static readonly RelationalTypeMapping Mapping =
        new QueryValueMapping(
            typeof(Pattern),
            new ValueConverter<Pattern, string>(pattern => PostgreSqlDialect.Write(pattern), text => Unreadable(text)),
            "text");

    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo) =>
        mappingInfo.ClrType == typeof(Pattern) ? Mapping : null;

    private static Pattern Unreadable(string text) => throw new NotSupportedException($"'{text}' is a query's value, not a column's.");
}
