using Npgsql;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Hand-written Npgsql: a prepared command, and a dictionary for each row.</summary>
internal sealed class NpgsqlQueries : IContender
{
    private readonly NpgsqlConnection _connection;

    public NpgsqlQueries(string connectionString)
    {
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
    }

    public Func<int> Prepare(Asked asked)
    {
        var columns = QuestionSql.Columns(asked);
        var times = columns.Select(key => TaskFields.ByKey[key].Kind == TaskFieldKind.Timestamp).ToArray();
        var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM task_record WHERE {Condition(asked, command.Parameters)}";
        command.Prepare();
        return () => ReadAll(command, columns, times).Count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string Condition(Asked asked, NpgsqlParameterCollection values)
    {
        return asked.Question switch
        {
            Question.Id => $"msg_id = {Value(asked.MsgId)}",
            Question.Pending => "completed IS NULL",
            Question.Recent => $"started >= {Value(asked.From)} AND client_uuid = {Value(asked.Client)}",
            Question.Others => $"started < {Value(asked.Until)} AND (client_uuid <> {Value(asked.Client)} OR client_uuid IS NULL)",
            Question.Range => $"submitted >= {Value(asked.From)} AND started < {Value(asked.Until)}",
            Question.Hundred => $"submitted >= {Value(asked.From)} AND submitted < {Value(asked.Until)}",
            Question.Engines => $"engine_uuid = ANY ({Value(asked.Engines)})",
            Question.DictField => $"header ->> 'msg_type' = {Value("execute_request")}",
            _ => $"(metadata -> 'after')::jsonb ? {Value(asked.First)}",
        };

        string Value<T>(T value)
        {
            values.Add(new NpgsqlParameter<T> { TypedValue = value });
            return FormattableString.Invariant($"${values.Count}");
        }
    }

    private static List<Dictionary<string, object?>> ReadAll(NpgsqlCommand command, string[] columns, bool[] times)
    {
        var rows = new List<Dictionary<string, object?>>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new Dictionary<string, object?>(columns.Length);
            for (var i = 0; i < columns.Length; i++)
            {
                row[columns[i]] = reader.IsDBNull(i) ? null : times[i] ? reader.GetDateTime(i) : reader.GetString(i);
            }

            rows.Add(row);
        }

        return rows;
    }
}
