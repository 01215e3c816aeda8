using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A connection with its prepared commands; it serves one query at a time.</summary>
/// <param name="layout">The file.</param>
/// <param name="isPooled">Whether its connection is one of a pool.</param>
internal sealed class ReadSession(FileLayout layout, bool isPooled) : IDisposable
{
    private const int MaxCommands = 64;

    /// <summary>
    /// Several sessions are kept, and what SQLite doesn't keep the operating system does: a quarter of the writer's cache is enough.
    /// </summary>
    private const string SmallCache = "PRAGMA cache_size = -4000";

    private readonly SqliteConnection _connection = Open(layout, isPooled);
    private readonly Dictionary<StatementPlan, SqliteCommand> _commands = [];

    /// <summary>Runs a plan; the session is busy until the last row is read.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bind">Sets the values of the command's parameters.</param>
    /// <param name="read">Reads the row at which the reader stands.</param>
    public IEnumerable<T> Run<T>(StatementPlan plan, Action<SqliteCommand> bind, Func<SqliteDataReader, T> read)
    {
        var command = Command(plan);
        bind(command);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }

    /// <summary>Runs a plan to its end.</summary>
    public List<T> ReadAll<T, TQuery>(
        StatementPlan plan, TQuery query, Action<SqliteCommand, TQuery> bind, Func<SqliteDataReader, TQuery, T> read)
    {
        var command = Command(plan);
        bind(command, query);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader, query));
        }

        return rows;
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private static SqliteConnection Open(FileLayout layout, bool isPooled)
    {
        var connection = layout.OpenPlain(isPooled);
        StoreFile.Execute(connection, SmallCache);
        return connection;
    }

    private SqliteCommand Command(StatementPlan plan)
    {
        if (_commands.TryGetValue(plan, out var command))
        {
            return command;
        }

        if (_commands.Count == MaxCommands)
        {
            Forget();
        }

        if (plan.CallsFunctions)
        {
            layout.AddFunctions(_connection);
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
