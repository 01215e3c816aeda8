using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// How PostgreSQL keeps times: in microseconds, where .NET counts 100 ns, and with a kind that Npgsql insists on. A filter's value that
/// lies between two microseconds is rounded so that the comparison has the exact answer.
/// </summary>
internal static class StoreTime
{
    public const string WithZone = "timestamp with time zone";

    private static readonly TimeUnit Microseconds = new(TimeSpan.TicksPerMicrosecond, IsUtc: false);
    private static readonly TimeUnit UtcMicroseconds = new(TimeSpan.TicksPerMicrosecond, IsUtc: true);
    private static readonly TimeUnit Days = new(TimeSpan.TicksPerDay, IsUtc: false);

    /// <summary>Returns the unit of a column; null for one that keeps no times, or keeps them in a form of its own.</summary>
    /// <exception cref="QueryException">The column orders its values in another way than .NET.</exception>
    public static TimeUnit? UnitOf(SqlExpression value, Type type)
    {
        if (value.TypeMapping is not { StoreType: var store } mapping
            || (mapping.Converter is { ProviderClrType: var provider } && provider != type))
        {
            return null;
        }

        return type != typeof(DateTime) && type != typeof(TimeSpan) && type != typeof(TimeOnly) ? null
            : IsAny(store, "timetz") || (IsAny(store, "time") && HasZone(store))
                ? throw StoreRefusal.Of(value, "is ordered by its offset, too")
            : IsAny(store, "timestamptz") || (IsAny(store, "timestamp") && HasZone(store)) ? UtcMicroseconds
            : IsAny(store, "timestamp", "time", "interval") ? Microseconds
            : IsAny(store, "date") ? Days
            : null;
    }

    private static bool HasZone(string store) => store.EndsWith("with time zone", StringComparison.Ordinal);

    private static bool IsAny(string store, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (store == name || store.StartsWith(name + "(", StringComparison.Ordinal)
                || store.StartsWith(name + " ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The unit in which a column keeps times.</summary>
/// <param name="Ticks">The unit, in .NET's ticks.</param>
/// <param name="IsUtc">Whether the column is a timestamp with time zone, for which Npgsql takes UTC only; for others it takes anything
/// else.</param>
internal sealed record TimeUnit(long Ticks, bool IsUtc)
{
    /// <summary>The mapping of a parameter that is rounded down, or up; for null toward zero, which never fails.</summary>
    public RelationalTypeMapping Rounded(RelationalTypeMapping column, Type type, bool? isUp) =>
        (RelationalTypeMapping)column.WithComposedConverter(
        type == typeof(DateTime) ? new ValueConverter<DateTime, DateTime>(value => Round(value, isUp), value => value)
        : type == typeof(TimeSpan) ? new ValueConverter<TimeSpan, TimeSpan>(value => Round(value, isUp), value => value)
        : new ValueConverter<TimeOnly, TimeOnly>(value => Round(value, isUp), value => value));

    /// <summary>The mapping of a parameter that tells whether a value is a whole number of units.</summary>
    public RelationalTypeMapping IsWhole(RelationalTypeMapping boolean, Type type) => (RelationalTypeMapping)boolean.WithComposedConverter(
        type == typeof(DateTime)
            ? new ValueConverter<DateTime, bool>(value => value == DateTime.MaxValue || value.Ticks % Ticks == 0, value => default)
        : type == typeof(TimeSpan) ? new ValueConverter<TimeSpan, bool>(value => value.Ticks % Ticks == 0, value => default)
        : new ValueConverter<TimeOnly, bool>(value => value.Ticks % Ticks == 0, value => default));

    /// <summary>The values of a list that a column can hold.</summary>
    public object? InList(object item) => item switch
    {
        DateTime value => value == DateTime.MaxValue || value.Ticks % Ticks == 0 ? Round(value, isUp: false) : null,
        TimeSpan value => value.Ticks % Ticks == 0 ? value : null,
        TimeOnly value => value.Ticks % Ticks == 0 ? value : null,
        _ => item,
    };

    /// <summary>
    /// The last timestamp of .NET is PostgreSQL's infinity, and what lies between it and the last unit is rounded up to it.
    /// </summary>
    private DateTime Round(DateTime value, bool? isUp)
    {
        var rest = value == DateTime.MaxValue ? 0 : value.Ticks % Ticks;
        var ticks = rest == 0 || isUp != true ? value.Ticks - rest : Math.Min(DateTime.MaxValue.Ticks, value.Ticks - rest + Ticks);
        return new DateTime(ticks, IsUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified);
    }

    private TimeSpan Round(TimeSpan value, bool? isUp)
    {
        var rest = value.Ticks % Ticks;
        if (rest == 0)
        {
            return value;
        }

        // { -1.5 } rounded up is -1, rounded down -2.
        var ticks = (Int128)value.Ticks - rest + (isUp == true && rest > 0 ? Ticks : isUp == false && rest < 0 ? -Ticks : 0);
        return ticks >= long.MinValue && ticks <= long.MaxValue
            ? new TimeSpan((long)ticks)
            : throw StoreRefusal.At(
                string.Empty, "the span of time is finer than a microsecond at the end of its range: PostgreSQL can't compare with it");
    }

    private TimeOnly Round(TimeOnly value, bool? isUp)
    {
        var rest = value.Ticks % Ticks;
        return rest == 0 || isUp != true ? new TimeOnly(value.Ticks - rest)
            : value.Ticks - rest + Ticks < TimeSpan.TicksPerDay ? new TimeOnly(value.Ticks - rest + Ticks)
            : throw StoreRefusal.At(
                string.Empty,
                "the time of day is finer than a microsecond, and the next one is the next day: PostgreSQL can't compare with it");
    }
}
