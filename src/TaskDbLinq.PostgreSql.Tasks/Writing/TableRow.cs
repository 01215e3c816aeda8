using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>A task on its way into the table; the values of its columns are made as they are sent.</summary>
internal sealed class TableRow
{
    private const string Nul = "the string has U+0000, which no string of PostgreSQL has";

    private static readonly string[] Columns =
        [.. TaskFields.All.Select(field => field.Key), SizeOf(TaskKey.Buffers), SizeOf(TaskKey.ResultBuffers)];

    private static readonly string Names = string.Join(", ", Columns);

    public TableRow(TaskRecord task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Task = task;
        Bytes = WriteSize.Of(task);
    }

    /// <summary>How many columns the table has.</summary>
    public static int ColumnCount => Columns.Length;

    /// <summary>The statement that adds one task, and none where the id is taken.</summary>
    public static string InsertSql { get; } =
        $"INSERT INTO {TaskContext.Table} ({Names}) VALUES ({string.Join(", ", Columns.Select((_, at) => Parameter(at)))}) "
        + "ON CONFLICT (msg_id) DO NOTHING";

    /// <summary>The statement that takes tasks in PostgreSQL's binary form.</summary>
    public static string CopySql { get; } = $"COPY {TaskContext.Table} ({Names}) FROM STDIN (FORMAT BINARY)";

    public TaskRecord Task { get; }

    public string MsgId => Task.MsgId;

    /// <summary>What the task holds in memory while it waits to be written.</summary>
    public long Bytes { get; }

    /// <summary>The column that has how many bytes a field's buffers have.</summary>
    public static string SizeOf(string key) => $"{key}_size";

    /// <summary>The name of a parameter by its place.</summary>
    public static string Parameter(int at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}");

    /// <summary>A task that was checked.</summary>
    /// <exception cref="QueryException">PostgreSQL can't keep a string of the task.</exception>
    public static TableRow Checked(TaskRecord task)
    {
        var row = new TableRow(task);
        row.Check();
        return row;
    }

    /// <summary>Refuses the strings that PostgreSQL can't keep.</summary>
    /// <exception cref="QueryException">PostgreSQL can't keep a string of the update.</exception>
    public static void Check(TaskUpdate update) => StorableTexts.Check(update, inDicts: true, Refuse);

    /// <summary>Refuses the strings that PostgreSQL can't keep.</summary>
    /// <exception cref="QueryException">PostgreSQL can't keep a string of the task.</exception>
    public void Check() => StorableTexts.Check(Task, inDicts: true, Refuse);

    /// <summary>The statement that adds the task.</summary>
    public NpgsqlBatchCommand Insert()
    {
        var command = new NpgsqlBatchCommand(InsertSql);
        foreach (var field in TaskFields.All)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = StoredValue.Of(field.Read(Task)) ?? DBNull.Value,
                NpgsqlDbType = StoredValue.TypeOf(field),
            });
        }

        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Task.Buffers.TotalBytes });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Task.ResultBuffers.TotalBytes });
        return command;
    }

    private static string? Refuse(string text) => text.Contains('\0', StringComparison.Ordinal) ? Nul : null;
}
