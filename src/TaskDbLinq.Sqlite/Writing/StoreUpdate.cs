using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>New values of a task as our layout keeps them: those of its row as bytes, its buffers where they are.</summary>
internal sealed class StoreUpdate
{
    private readonly StoredValues _columns;

    public StoreUpdate(string msgId, TaskUpdate update)
    {
        MsgId = msgId;
        _columns = new StoredValues(update.Count + 1, bytes: 128);
        foreach (var (field, value) in update.Values)
        {
            Fields |= 1L << field.Ordinal;
            if (field.Kind == TaskFieldKind.Buffers)
            {
                var buffers = (BufferList?)value ?? BufferList.Empty;
                Buffers.Add((field, buffers));
                BufferBytes += buffers.TotalBytes;
            }
            else
            {
                _columns.Add(TaskField.Present(value));
            }
        }

        _columns.Add(msgId);
    }

    public string MsgId { get; }

    /// <summary>Which fields have new values, a bit for each by its ordinal: updates of the same fields share their statements.</summary>
    public long Fields { get; }

    /// <summary>The new buffers, in the order of the fields.</summary>
    public List<(TaskField Field, BufferList Buffers)> Buffers { get; } = [];

    /// <summary>How many bytes the new buffers have.</summary>
    public long BufferBytes { get; }

    /// <summary>How many bytes the values of the row have.</summary>
    public long Bytes => _columns.Bytes;

    /// <summary>The row is one statement, and the buffers follow where the row is there.</summary>
    public ChangeExtent Extent => Buffers.Count == 0 ? ChangeExtent.Statement : ChangeExtent.Checked;

    /// <summary>Binds the new values of the row, the id and, if there are new buffers, how many bytes those have.</summary>
    public void BindTo(RawStatement update)
    {
        var next = _columns.BindTo(update);
        if (Buffers.Count > 0)
        {
            update.BindNumber(next, BufferBytes);
        }
    }
}
