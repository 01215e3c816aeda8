using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>A task that the table can keep, checked on the caller's thread; the values of its columns are made as they are sent.</summary>
internal sealed class TableRow
{
    private const string Nul = "the string has U+0000, which no string of PostgreSQL has";

    private static readonly string[] Columns =
        [.. TaskFields.All.Select(field => field.Key), SizeOf(TaskKey.Buffers), SizeOf(TaskKey.ResultBuffers)];

    private static readonly string Names = string.Join(", ", Columns);

    private readonly TaskRecord _task;

    /// <exception cref="QueryException">PostgreSQL can't keep a string of the task.</exception>
    public TableRow(TaskRecord task)
    {
        Check(task);
        MsgId = task.MsgId;
        Bytes = WriteSize.Of(task);
        _task = task;
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
        foreach (var field in TaskFields.All)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = StoredValue.Of(field.Read(_task)) ?? DBNull.Value,
                NpgsqlDbType = StoredValue.TypeOf(field),
            });
        }

        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _task.Buffers.TotalBytes });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _task.ResultBuffers.TotalBytes });
        return command;
    }

    /// <summary>Writes the task's row.</summary>
    /// <param name="rows">Takes the row.</param>
    /// <param name="json">Writes the dict fields.</param>
    public async Task CopyAsync(NpgsqlBinaryImporter rows, JsonTexts json)
    {
        await rows.StartRowAsync().ConfigureAwait(false);
        foreach (var field in TaskFields.All)
        {
            await (field.Read(_task) switch
            {
                null => rows.WriteNullAsync(),
                string text => rows.WriteAsync(text, NpgsqlDbType.Text),
                DateTime timestamp => rows.WriteAsync(FiniteTimes.Count(timestamp.ToUniversalTime()), NpgsqlDbType.TimestampTz),
                Document document => rows.WriteAsync(json.Of(document), NpgsqlDbType.Json),
                BufferList buffers => rows.WriteAsync(StoredValue.Blocks(buffers)!, NpgsqlDbType.Array | NpgsqlDbType.Bytea),
                var other => throw new InvalidOperationException($"No column holds a {other.GetType().Name}."),
            }).ConfigureAwait(false);
        }

        await rows.WriteAsync(_task.Buffers.TotalBytes, NpgsqlDbType.Bigint).ConfigureAwait(false);
        await rows.WriteAsync(_task.ResultBuffers.TotalBytes, NpgsqlDbType.Bigint).ConfigureAwait(false);
    }

    private static string? Refuse(string text) => text.Contains('\0', StringComparison.Ordinal) ? Nul : null;
}
