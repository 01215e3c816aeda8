using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>
/// The first timestamp of .NET as what it is. Npgsql would send it as PostgreSQL's -infinity, which has no year, and no distance to another
/// timestamp.
/// </summary>
internal sealed class FiniteTimes : DbCommandInterceptor
{
    private const long Year2000 = 63_082_281_600_000_000;

    /// <summary>The first timestamp, in UTC.</summary>
    public static DateTime First { get; } = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <summary>Microseconds since 2000, as PostgreSQL counts them; what is finer is cut off.</summary>
    public static long Count(DateTime utc) => (utc.Ticks / TimeSpan.TicksPerMicrosecond) - Year2000;

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        Apply(result);
        return result;
    }

    /// <summary>Makes the parameters of a command what they are.</summary>
    public static void Apply(DbCommand command)
    {
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            if (parameter.Value is DateTime value && value == DateTime.MinValue)
            {
                parameter.Value = Count(First);
                parameter.NpgsqlDbType = NpgsqlDbType.TimestampTz;
            }
            else if (parameter.Value is IEnumerable<DateTime> list && list.Contains(DateTime.MinValue))
            {
                // Of the last timestamp there is none: what is finer than a microsecond was cut off when it was stored.
                parameter.Value = list.Where(item => item != DateTime.MaxValue).Select(Count).ToArray();
                parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
            }
            else if (parameter.Value is IEnumerable<DateTime?> nullable && nullable.Contains(DateTime.MinValue))
            {
                var kept = nullable.Where(item => item != DateTime.MaxValue);
                parameter.Value = kept.Select(item => item is { } value ? Count(value) : (long?)null).ToArray();
                parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
            }
        }
    }
}
