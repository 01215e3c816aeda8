using Microsoft.Data.Sqlite;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Hand-written ADO.NET: a prepared command, and a dictionary for each row.</summary>
internal sealed class AdoNet(string file) : IContender
{
    private static readonly HashSet<string> Times =
        [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Timestamp).Select(field => field.Key)];

    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public Func<int> Prepare(Asked asked)
    {
        var sql = QuestionSql.Of(asked);
        var columns = QuestionSql.Columns(asked).Select(key => (key, Times.Contains(key))).ToArray();
        var command = _connection.CreateCommand();
        command.CommandText = sql.Text;
        foreach (var (name, value) in sql.Values)
        {
            command.Parameters.AddWithValue($"@{name}", value);
        }

        command.Prepare();
        return () => ReadAll(command, columns).Count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static List<Dictionary<string, object?>> ReadAll(SqliteCommand command, (string Key, bool IsTime)[] columns)
    {
        var rows = new List<Dictionary<string, object?>>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new Dictionary<string, object?>(columns.Length);
            for (var i = 0; i < columns.Length; i++)
            {
                row[columns[i].Key] = reader.IsDBNull(i) ? null : columns[i].IsTime ? reader.GetDateTime(i) : reader.GetString(i);
            }

            rows.Add(row);
        }

        return rows;
    }
}
