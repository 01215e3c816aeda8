using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The tasks that an update changes, as they are before it: each is read by its id when its turn has come. The filter is read and the
/// statement is prepared once for all of them.
/// </summary>
internal sealed class OldRows : IDisposable
{
    private readonly QueryPlan _plan;
    private readonly SessionStatement _statement;

    /// <param name="connection">The writer's connection.</param>
    /// <param name="planner">Has the plan.</param>
    /// <param name="keys">What is read of a task.</param>
    /// <exception cref="SqliteException">The statement can't be prepared.</exception>
    public OldRows(SqliteConnection connection, QueryPlanner planner, TaskKeys keys)
    {
        _plan = planner.Plan(TaskById.Question with { Keys = keys });
        _statement = new SessionStatement(connection, _plan.Sql, _plan.ParameterNames);
    }

    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    /// <exception cref="TaskDbException">A value of the task can't be read.</exception>
    public TaskRow Read(string msgId)
    {
        _statement.Set(0, msgId, held: null);
        try
        {
            return _statement.First() ? _plan.Read(_statement.Row) : throw new TaskNotFoundException(msgId);
        }
        finally
        {
            _statement.Reset();
        }
    }

    public void Dispose() => _statement.Dispose();
}
