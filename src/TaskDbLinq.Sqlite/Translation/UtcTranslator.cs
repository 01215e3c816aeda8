using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ value.UtcDateTime } => taskdb_time(value)</c>: SQLite keeps a timestamp with its offset as text.</summary>
internal sealed class UtcTranslator(ISqlExpressionFactory sql) : IMemberTranslatorPlugin, IMemberTranslator
{
    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        instance is not null && member.DeclaringType == typeof(DateTimeOffset) && member.Name == nameof(DateTimeOffset.UtcDateTime)
            ? Utc(instance)
            : null;

    /// <exception cref="QueryException">A value converter writes the column.</exception>
    private SqlExpression Utc(SqlExpression value) => value.TypeMapping?.Converter is null
        ? sql.Function(TimeFunction.Name, [sql.ApplyDefaultTypeMapping(value)], nullable: true, argumentsPropagateNullability: [true],
            typeof(DateTime))
        : throw ConvertedColumn.Refusal(value, "that makes no timestamps with an offset");
}
