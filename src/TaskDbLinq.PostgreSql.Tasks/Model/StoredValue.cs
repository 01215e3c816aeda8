using NpgsqlTypes;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>Values of fields as the table keeps them.</summary>
internal static class StoredValue
{
    /// <summary>The type of a field's column.</summary>
    public static NpgsqlDbType TypeOf(TaskField field) => field.Kind switch
    {
        TaskFieldKind.Text => NpgsqlDbType.Text,
        TaskFieldKind.Timestamp => NpgsqlDbType.TimestampTz,
        TaskFieldKind.Dict => NpgsqlDbType.Json,
        _ => NpgsqlDbType.Array | NpgsqlDbType.Bytea,
    };

    /// <param name="value">A field's value as <see cref="TaskField.Read"/> gives it.</param>
    public static object? Of(object? value) => value switch
    {
        null or string => value,
        DateTime timestamp => Timestamp(timestamp),
        Document document => DocumentJson.WriteJsonb(document),
        BufferList buffers => Blocks(buffers),
        _ => throw new ArgumentException($"A field holds no {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>The blocks as an array of bytea; null for no buffers.</summary>
    public static byte[][]? Blocks(BufferList buffers) => buffers.Count == 0 ? null : [.. buffers.Select(block => block.ToArray())];

    /// <summary>PostgreSQL keeps microseconds: what is finer is cut off. The last timestamp of .NET is its infinity.</summary>
    public static DateTime Timestamp(DateTime timestamp)
    {
        var utc = timestamp.ToUniversalTime();
        return utc == DateTime.MaxValue ? utc : utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
