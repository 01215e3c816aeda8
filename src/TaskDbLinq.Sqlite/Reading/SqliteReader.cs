using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Answers queries: plans them, and runs them on sessions that are kept for the next query.</summary>
internal sealed class SqliteReader(FileLayout layout, string path) : IDisposable
{
    private const int KeptSessions = 8;

    private readonly ConcurrentBag<ReadSession> _idle = [];
    private volatile bool _disposed;

    public QueryPlanner Planner { get; } = new(layout);

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<TaskRow> Run(TaskQuery query)
    {
        var rows = Stream(query);
        return layout.ReadsAhead ? [.. rows] : rows;
    }

    /// <summary>The SQL of a query with its parameters, and how SQLite runs it.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IReadOnlyList<QueryStage> Explain(TaskQuery query) => Guard(() => PlanText.Stages(Planner, layout, query));

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private IEnumerable<TaskRow> Stream(TaskQuery query)
    {
        var plan = Planner.Plan(query);
        var session = Guard(() => _idle.TryTake(out var idle) ? idle : new ReadSession(layout));
        try
        {
            using var rows = session.Run(plan, query).GetEnumerator();
            while (Guard(rows.MoveNext))
            {
                yield return rows.Current;
            }
        }
        finally
        {
            Return(session);
        }
    }

    private void Return(ReadSession session)
    {
        if (_disposed || _idle.Count >= KeptSessions)
        {
            session.Dispose();
        }
        else
        {
            _idle.Add(session);
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, path);
        }
        catch (FormatException fault)
        {
            throw new TaskDbException($"'{Path.GetFileName(path)}' holds a record that can't be read: {fault.Message}", fault);
        }
    }
}
