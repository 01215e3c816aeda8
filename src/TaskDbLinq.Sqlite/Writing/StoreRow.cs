using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>A task as our layout keeps it: the columns of its row as bytes, its buffers where they are.</summary>
internal sealed class StoreRow
{
    private static readonly TaskField[] Columns = [.. TaskFields.All.Where(field => field.Kind != TaskFieldKind.Buffers)];

    private readonly StoredValues _columns = new();

    public StoreRow(TaskRecord task)
    {
        StorableTexts.Check(task, inDicts: false);
        Task = task;
        BufferBytes = task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes;
        foreach (var column in Columns)
        {
            _columns.Add(column.Read(task));
        }
    }

    /// <summary>The columns that <see cref="BindTo"/> binds, in its order.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = [.. Columns.Select(field => field.Key), "buffer_bytes"];

    public TaskRecord Task { get; }

    public long BufferBytes { get; }

    /// <summary>What the task holds in memory while it waits to be written.</summary>
    public long Bytes => WriteSize.Of(Task) + _columns.Bytes;

    public void BindTo(RawStatement insert)
    {
        var next = _columns.BindTo(insert);
        insert.BindNumber(next, BufferBytes);
    }
}
