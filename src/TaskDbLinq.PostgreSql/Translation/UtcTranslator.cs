using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// <c>{ value.UtcDateTime } => value::timestamptz</c>: a timestamp with time zone is kept in UTC, and the cast changes nothing.
/// </summary>
internal sealed class UtcTranslator(
    ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMemberTranslatorPlugin, IMemberTranslator
{
    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        instance is not null && member.DeclaringType == typeof(DateTimeOffset) && member.Name == nameof(DateTimeOffset.UtcDateTime)
            ? sql.Convert(instance, typeof(DateTime), mappings.FindMapping(typeof(DateTime), StoreTime.WithZone))
            : null;
}
