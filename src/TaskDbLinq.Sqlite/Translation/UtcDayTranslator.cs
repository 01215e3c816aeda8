using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ t.Submitted.Value.Date } => strftime('%Y-%m-%d 00:00:00', t.submitted)</c>, for a property whose converter makes its timestamps
/// UTC: the day is one, too. EF Core's own translation forgets that.
/// </summary>
internal sealed class UtcDayTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    : IMemberTranslatorPlugin, IMemberTranslator
{
    private readonly RelationalTypeMapping _day = (RelationalTypeMapping)mappings.FindMapping(typeof(DateTime))!
        .WithComposedConverter(
            new ValueConverter<DateTime, DateTime>(day => day, stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        member.DeclaringType == typeof(DateTime) && member.Name == nameof(DateTime.Date) && IsUtc(instance?.TypeMapping?.Converter)
            ? sql.Function(
                "strftime",
                [sql.Constant("%Y-%m-%d 00:00:00"), instance!],
                nullable: true,
                argumentsPropagateNullability: [false, true],
                typeof(DateTime),
                _day)
            : null;

    private static bool IsUtc(ValueConverter? converter) =>
        converter is not null && converter.ProviderClrType == typeof(DateTime)
        && converter.ConvertFromProvider(default(DateTime)) is DateTime { Kind: DateTimeKind.Utc };
}
