using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ value.UtcDateTime } => taskdb_time(value)</c>: SQLite keeps a timestamp with its offset as text.</summary>
internal sealed class UtcTranslator(ISqlExpressionFactory sql) : IMemberTranslatorPlugin, IMemberTranslator
{
    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        instance is not null && member.DeclaringType == typeof(DateTimeOffset) && member.Name == nameof(DateTimeOffset.UtcDateTime)
            ? sql.Function(TimeFunction.Name, [sql.ApplyDefaultTypeMapping(instance)], nullable: true, argumentsPropagateNullability: [true], typeof(DateTime))
            : null;
}
