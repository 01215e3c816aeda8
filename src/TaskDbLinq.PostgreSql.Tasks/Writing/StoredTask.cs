using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>A task as the table keeps it: the values of its columns, made on the caller's thread.</summary>
internal sealed class StoredTask
{
    private const string Nul = "the string has U+0000, which no string of PostgreSQL has";

    private static readonly (string Name, NpgsqlDbType Type)[] Columns =
    [
        .. TaskFields.All.Select(field => (field.Key, StoredValue.TypeOf(field))),
        (SizeOf(TaskKey.Buffers), NpgsqlDbType.Bigint),
        (SizeOf(TaskKey.ResultBuffers), NpgsqlDbType.Bigint),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(column => column.Name));

    private readonly object?[] _values;

    /// <exception cref="QueryException">PostgreSQL can't keep a string of the task.</exception>
    public StoredTask(TaskRecord task)
    {
        Check(task);
        MsgId = task.MsgId;
        Bytes = WriteSize.Of(task);
        _values =
        [
            .. TaskFields.All.Select(field => StoredValue.Of(field.Read(task))),
            task.Buffers.TotalBytes,
            task.ResultBuffers.TotalBytes,
        ];
    }

    /// <summary>The statement that adds one task, and none where the id is taken.</summary>
    public static string InsertSql { get; } =
        $"INSERT INTO {TaskContext.Table} ({Names}) VALUES ({string.Join(", ", Columns.Select((_, at) => Parameter(at)))}) "
        + "ON CONFLICT (msg_id) DO NOTHING";

    /// <summary>The statement that takes tasks in PostgreSQL's binary form.</summary>
    public static string CopySql { get; } = $"COPY {TaskContext.Table} ({Names}) FROM STDIN (FORMAT BINARY)";

    public string MsgId { get; }

    /// <summary>What the task holds in memory while it waits to be written.</summary>
    public long Bytes { get; }

    /// <summary>The column that has how many bytes a field's buffers have.</summary>
    public static string SizeOf(string key) => $"{key}_size";

    /// <summary>The name of a parameter by its place.</summary>
    public static string Parameter(int at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}");

    /// <summary>Refuses the strings that PostgreSQL can't keep.</summary>
    public static void Check(TaskRecord task) => StorableTexts.Check(task, inDicts: true, Refuse);

    /// <inheritdoc cref="Check(TaskRecord)"/>
    public static void Check(TaskUpdate update) => StorableTexts.Check(update, inDicts: true, Refuse);

    /// <summary>The statement that adds the task.</summary>
    public NpgsqlBatchCommand Insert()
    {
        var command = new NpgsqlBatchCommand(InsertSql);
        for (var at = 0; at < _values.Length; at++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = _values[at] ?? DBNull.Value, NpgsqlDbType = Columns[at].Type });
        }

        return command;
    }

    /// <summary>Writes the task's row.</summary>
    public async Task CopyAsync(NpgsqlBinaryImporter rows, CancellationToken cancellationToken)
    {
        await rows.StartRowAsync(cancellationToken).ConfigureAwait(false);
        for (var at = 0; at < _values.Length; at++)
        {
            var type = Columns[at].Type;
            await (_values[at] switch
            {
                null => rows.WriteNullAsync(cancellationToken),
                string text => rows.WriteAsync(text, type, cancellationToken),
                DateTime timestamp => rows.WriteAsync(timestamp, type, cancellationToken),
                long number => rows.WriteAsync(number, type, cancellationToken),
                byte[][] blocks => rows.WriteAsync(blocks, type, cancellationToken),
                var other => throw new InvalidOperationException($"No column holds a {other.GetType().Name}."),
            }).ConfigureAwait(false);
        }
    }

    private static string? Refuse(string text) => text.Contains('\0', StringComparison.Ordinal) ? Nul : null;
}
