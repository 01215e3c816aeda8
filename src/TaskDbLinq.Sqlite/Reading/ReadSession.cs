using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A connection with its prepared statements; it serves one query at a time.</summary>
/// <param name="layout">The file.</param>
/// <param name="isPooled">Whether its connection is one of a pool.</param>
internal sealed class ReadSession(FileLayout layout, bool isPooled) : IDisposable
{
    private const int MaxStatements = 64;

    /// <summary>
    /// Several sessions are kept, and what SQLite doesn't keep the operating system does: a quarter of the writer's cache is enough.
    /// </summary>
    private const string SmallCache = "PRAGMA cache_size = -4000";

    private readonly SqliteConnection _connection = Open(layout, isPooled);
    private readonly Dictionary<StatementPlan, SessionStatement> _statements = [];

    /// <summary>Runs a plan; the session is busy until the last row is read.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bind">Sets the values of the parameters.</param>
    /// <param name="read">Reads the row at which the statement stands.</param>
    public IEnumerable<T> Run<T>(StatementPlan plan, Action<IParameterTarget> bind, Func<sqlite3_stmt, T> read)
    {
        var statement = Statement(plan);
        bind(statement);
        try
        {
            for (var isRow = statement.First(); isRow; isRow = statement.Next())
            {
                yield return read(statement.Row);
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Returns a plan's statement, for one who runs it and resets it.</summary>
    public SessionStatement Statement(StatementPlan plan)
    {
        if (_statements.TryGetValue(plan, out var statement))
        {
            return statement;
        }

        if (_statements.Count == MaxStatements)
        {
            Forget();
        }

        if (plan.CallsFunctions)
        {
            layout.AddFunctions(_connection);
        }

        return _statements[plan] = new SessionStatement(_connection, plan.Sql, plan.ParameterNames);
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

    private void Forget()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
