using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>The text of dict fields as another program wrote it, by task and key.</summary>
internal sealed class OwnTexts
{
    private readonly Dictionary<(string MsgId, string Key), string> _texts = [];

    /// <summary>No texts: what was read has none of its own.</summary>
    public static OwnTexts None { get; } = new();

    /// <summary>Reads the texts of tasks, which are in the order of their ids.</summary>
    public static OwnTexts Read(SqliteConnection connection, string sql, IReadOnlyList<TaskRecord> tasks)
    {
        var texts = new OwnTexts();
        if (tasks.Count == 0)
        {
            return texts;
        }

        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@first", tasks[0].MsgId);
        command.Parameters.AddWithValue("@last", tasks[^1].MsgId);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var i = 1; i < reader.FieldCount; i++)
            {
                if (!reader.IsDBNull(i))
                {
                    texts._texts[(reader.GetString(0), reader.GetName(i))] = reader.GetString(i);
                }
            }
        }

        return texts;
    }

    /// <summary>The text of a task's field; null where it has none of its own.</summary>
    public string? Of(string msgId, TaskField field) => _texts.GetValueOrDefault((msgId, field.Key));
}
