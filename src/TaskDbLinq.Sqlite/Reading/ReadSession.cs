using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A connection with its prepared commands; it serves one query at a time.</summary>
internal sealed class ReadSession(FileLayout layout) : IDisposable
{
    private const int MaxCommands = 64;

    private readonly SqliteConnection _connection = layout.Open();
    private readonly Dictionary<QueryPlan, SqliteCommand> _commands = [];

    /// <summary>The rows of a query; the session is busy until the last one is read.</summary>
    public IEnumerable<TaskRow> Run(QueryPlan plan, TaskQuery query)
    {
        var command = Command(plan);
        plan.Bind(command, query);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return plan.Rows.Read(reader);
        }
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private SqliteCommand Command(QueryPlan plan)
    {
        if (_commands.TryGetValue(plan, out var command))
        {
            return command;
        }

        if (_commands.Count == MaxCommands)
        {
            Forget();
        }

        return _commands[plan] = plan.CreateCommand(_connection);
    }

    private void Forget()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
