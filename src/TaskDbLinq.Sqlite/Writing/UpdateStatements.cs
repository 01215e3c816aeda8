using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The statements that give a task new values, one or two for each set of fields, prepared when they are first needed.</summary>
internal sealed class UpdateStatements(SqliteConnection connection) : IDisposable
{
    private static readonly TaskField[] BufferFields = [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Buffers)];

    private readonly Dictionary<long, (RawStatement Row, RawStatement? Buffers)> _statements = [];
    private readonly StoredValues _values = new();

    /// <summary>Changes a task. Where there is none, nothing is changed: the row comes first.</summary>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    public void Run(StoreUpdate update)
    {
        if (!_statements.TryGetValue(update.Fields, out var statements))
        {
            statements = _statements[update.Fields] = Prepare(update.Fields);
        }

        update.BindTo(statements.Row);
        if (statements.Row.Run() == 0)
        {
            throw new TaskNotFoundException(update.MsgId);
        }

        if (statements.Buffers is not { } buffers)
        {
            return;
        }

        _values.Clear();
        foreach (var (_, list) in update.Buffers)
        {
            _values.Add(TaskField.Present(list));
        }

        _values.Add(update.MsgId);
        _values.BindTo(buffers);
        buffers.Run();
    }

    public void Dispose()
    {
        foreach (var (row, buffers) in _statements.Values)
        {
            row.Dispose();
            buffers?.Dispose();
        }
    }

    private (RawStatement Row, RawStatement? Buffers) Prepare(long fields)
    {
        var columns = TaskFields.All.Where(field => Has(fields, field)).Except(BufferFields).Select(field => field.Key).ToList();
        var buffers = BufferFields.Where(field => Has(fields, field)).Select(field => field.Key).ToList();
        var id = columns.Count + 1;
        var sets = columns.Select((column, i) => $"{column} = ?{i + 1}").ToList();
        if (buffers.Count > 0)
        {
            // The bytes of the new buffers, which follow the id, and of those that stay.
            var kept = BufferFields.Where(field => !Has(fields, field))
                .Select(field => $" + coalesce((SELECT {BytesFunction.Name}({field.Key}) FROM task_buffer WHERE task_id = id), 0)");
            sets.Add($"buffer_bytes = ?{id + 1}{string.Concat(kept)}");
        }

        if (sets.Count == 0)
        {
            sets.Add("msg_id = msg_id");
        }

        return (
            new RawStatement(connection, $"UPDATE task SET {string.Join(", ", sets)} WHERE msg_id = ?{id}"),
            buffers.Count > 0 ? new RawStatement(connection, Upsert(buffers)) : null);
    }

    /// <summary>The row of buffers is there only for tasks that have any.</summary>
    private static string Upsert(List<string> columns) =>
        $"INSERT INTO task_buffer (task_id, {string.Join(", ", columns)}) SELECT id, "
            + $"{string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))} FROM task WHERE msg_id = ?{columns.Count + 1} "
            + $"ON CONFLICT (task_id) DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}";

    private static bool Has(long fields, TaskField field) => (fields & (1L << field.Ordinal)) != 0;
}
