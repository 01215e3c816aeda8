using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>The statements that change one task; each touches one row, or none where the change can't be made.</summary>
internal static class Changes
{
    public static NpgsqlBatchCommand Update(string msgId, TaskUpdate update)
    {
        var command = new NpgsqlBatchCommand();
        var sets = new List<string>();
        foreach (var (field, value) in update)
        {
            Set(field.Key, new NpgsqlParameter
            {
                Value = StoredValue.Of(TaskField.Present(value)) ?? DBNull.Value,
                NpgsqlDbType = StoredValue.TypeOf(field),
            });
            if (field.Kind == TaskFieldKind.Buffers)
            {
                Set(TableRow.SizeOf(field.Key), new NpgsqlParameter<long> { TypedValue = (value as BufferList)?.TotalBytes ?? 0 });
            }
        }

        command.CommandText =
            $"UPDATE {TaskContext.Table} SET {(sets.Count == 0 ? "msg_id = msg_id" : string.Join(", ", sets))} "
            + $"WHERE msg_id = {TableRow.Parameter(sets.Count)}";
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = msgId });
        return command;

        void Set(string column, NpgsqlParameter value)
        {
            sets.Add($"{column} = {TableRow.Parameter(sets.Count)}");
            command.Parameters.Add(value);
        }
    }

    public static NpgsqlBatchCommand Drop(string msgId) => new($"DELETE FROM {TaskContext.Table} WHERE msg_id = $1")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = msgId } },
    };
}
