using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// <c>{ value.Second } => floor(date_part('second', value))::int</c>: Npgsql's translation rounds, and 59.999 would be 60.
/// </summary>
internal sealed class SecondTranslator(ISqlExpressionFactory sql) : IMemberTranslatorPlugin, IMemberTranslator
{
    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (instance is null || (member.DeclaringType != typeof(DateTime) && member.DeclaringType != typeof(DateTimeOffset)))
        {
            return null;
        }

        return member.Name switch
        {
            nameof(DateTime.Second) => Whole("second", instance),
            nameof(DateTime.Millisecond) => sql.Modulo(Whole("milliseconds", instance), sql.Constant(1000)),
            _ => null,
        };
    }

    private SqlExpression Whole(string part, SqlExpression instance)
    {
        var local = instance.TypeMapping?.StoreType is StoreTime.WithZone or "timestamptz"
            ? ((NpgsqlSqlExpressionFactory)sql).AtTimeZone(instance, sql.Constant("UTC"), typeof(DateTime))
            : instance;
        var number = sql.Function("date_part", [sql.Constant(part), local], nullable: true, [false, true], typeof(double));
        return sql.Convert(sql.Function("floor", [number], nullable: true, [true], typeof(double)), typeof(int));
    }
}
