using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The calls of an <see cref="ITaskDb"/> by hand: a prepared command each, and its columns as what they are.</summary>
internal sealed class AdoNetCalls(string file) : IAsyncDisposable
{
    private const string Joined = "FROM task LEFT JOIN task_buffer ON task_id = id WHERE msg_id = @id";

    private static readonly string[] Fields =
        [.. TaskFields.All.Where(field => field.Kind != TaskFieldKind.Buffers).Select(field => field.Key)];

    private static readonly HashSet<string> Times =
        [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Timestamp).Select(field => field.Key)];

    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public Func<int> Task(string id) => Row(Command($"SELECT {string.Join(", ", Fields)}, buffers, result_buffers {Joined}", id));

    public Func<int> Result(string id) => Row(Command($"SELECT {string.Join(", ", Fields)}, result_buffers {Joined}", id));

    public Func<int> Started(string id)
    {
        var command = Command("SELECT msg_id, started FROM task WHERE msg_id = @id", id);
        return () =>
        {
            using var reader = command.ExecuteReader();
            return reader.Read() ? reader.GetString(0).Length + (reader.IsDBNull(1) ? 0 : reader.GetDateTime(1).Year) : 0;
        };
    }

    public Func<int> Count()
    {
        var command = Command("SELECT count(*) FROM task WHERE completed IS NULL");
        return () => (int)(long)command.ExecuteScalar()!;
    }

    public Func<int> History()
    {
        var command = Command("SELECT msg_id FROM task ORDER BY submitted, msg_id");
        return () =>
        {
            var ids = new List<string>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                ids.Add(reader.GetString(0));
            }

            return ids.Count;
        };
    }

    /// <summary>One grouping query for all counts and the first and last time.</summary>
    public Func<int> Groups()
    {
        var command = Command(
            """
            SELECT engine_uuid, client_uuid, queue, completed IS NULL, started IS NULL, json_extract(result_content, '$.status'),
                count(*), min(submitted), max(submitted)
            FROM task GROUP BY 1, 2, 3, 4, 5, 6
            """);
        return () =>
        {
            var count = 0;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                count += reader.GetInt32(6);
            }

            return count;
        };
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static Func<int> Row(SqliteCommand command) => () =>
    {
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return 0;
        }

        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null
                : i >= Fields.Length ? reader.GetFieldValue<byte[]>(i)
                : Times.Contains(Fields[i]) ? reader.GetDateTime(i)
                : reader.GetString(i);
        }

        return row.Length;
    };

    private SqliteCommand Command(string sql, string? id = null)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (id is not null)
        {
            command.Parameters.AddWithValue("@id", id);
        }

        command.Prepare();
        return command;
    }
}
