using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The changes as SQL that a person would write for our file layout.</summary>
internal static class ChangeSql
{
    public const string Count = "SELECT count(*) FROM task";

    public const string Complete = "UPDATE task SET completed = @moment WHERE msg_id = @id";

    public const string Cull =
        "DELETE FROM task WHERE id IN (SELECT id FROM task WHERE completed IS NOT NULL ORDER BY submitted LIMIT @count)";

    public const string Purge = "DELETE FROM task WHERE engine_uuid = @engine AND completed IS NOT NULL";

    private static readonly TaskField[] Fields = [.. TaskFields.All.Where(column => column.Kind != TaskFieldKind.Buffers)];

    public static string[] TaskColumns { get; } = [.. Fields.Select(column => column.Key), "buffer_bytes"];

    public static string[] BufferColumns { get; } = ["task_id", "buffers", "result_buffers"];


    public static string Insert(string table, string[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => $"@{column}"))})";

    /// <summary>The values of <see cref="TaskColumns"/>.</summary>
    public static IEnumerable<object> TaskValues(TaskRecord task) => Fields
        .Select(field => field.Read(task) switch { null => DBNull.Value, Document document => document.ToString(), var value => value })
        .Append(task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes);

    public static byte[]? Blob(BufferList buffers) => buffers.Count == 0 ? null : buffers[0].ToArray();
}
