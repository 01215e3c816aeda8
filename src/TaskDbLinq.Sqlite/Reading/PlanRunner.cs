using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Runs the plans of queries on sessions that are kept for the next query. What fails is told in the terms of a task database.
/// </summary>
internal sealed class PlanRunner(FileLayout layout, QueryPlanner planner, string path) : IDisposable
{
    private readonly SessionPool _sessions = new(layout);

    /// <summary>Runs a plan.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<T> Run<T>(StatementPlan plan, Action<IParameterTarget> bind, Func<sqlite3_stmt, T> read) =>
        ReadAhead(Stream(plan, bind, read));

    /// <summary>Runs the plan of a query that has one answer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="query">What reads the answer and the values of the query: no closure is made for it.</param>
    /// <param name="read">Sets the values of the parameters, and reads.</param>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public T ReadOne<T, TQuery>(StatementPlan plan, TQuery query, Func<SessionStatement, TQuery, T> read)
    {
        ReadSession? session = null;
        SessionStatement? statement = null;
        try
        {
            session = _sessions.Take();
            statement = session.Statement(plan);
            return read(statement, query);
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
        finally
        {
            statement?.Reset();
            if (session is not null)
            {
                _sessions.Return(session);
            }
        }
    }

    /// <summary>Runs a plan whose rows are read as they are asked for, even where the file stays locked meanwhile.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<T> Stream<T>(StatementPlan plan, Action<IParameterTarget> bind, Func<sqlite3_stmt, T> read)
    {
        var session = Guard(_sessions.Take);
        try
        {
            using var rows = session.Run(plan, bind, read).GetEnumerator();
            Func<bool> next = rows.MoveNext;
            while (Guard(next))
            {
                yield return rows.Current;
            }
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    /// <summary>Reads rows to the end where the file is not to stay locked while they come.</summary>
    public IEnumerable<T> ReadAhead<T>(IEnumerable<T> rows) => layout.ReadsAhead ? [.. rows] : rows;

    /// <summary>Runs several statements as one reading: they see the same tasks, and leave nothing behind.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public T ReadAtOnce<T>(Func<SqliteConnection, T> read) => Guard(() =>
    {
        using var connection = layout.Open();
        StoreFile.Execute(connection, "BEGIN");
        try
        {
            return read(connection);
        }
        finally
        {
            StoreFile.Execute(connection, "ROLLBACK");
        }
    });

    /// <summary>Brings the write-ahead log into the file as far as its readers allow, which is when the file gets shorter.</summary>
    /// <exception cref="TaskDbException">The file can't be written.</exception>
    public void Checkpoint() => Guard(() =>
    {
        using var connection = layout.Open();
        StoreFile.Execute(connection, "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
        return true;
    });

    /// <summary>Reads, and explains what fails.</summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>An error in the terms of a task database, with the record that it is about; null for one that is not the file's.</summary>
    public TaskDbLinqException? Explain(Exception fault) =>
        UnreadableRecord.IsSuspected(fault) && new UnreadableRecord(layout, planner).Find() is { } record
            ? SqliteFault.OfRecord(record, fault, path)
        : fault is SqliteException sqlite ? SqliteFault.Explain(sqlite, path)
        : fault is FormatException ? SqliteFault.OfRecord(SqliteFault.Message(fault), fault, path)
        : null;

    public void Dispose() => _sessions.Dispose();
}
