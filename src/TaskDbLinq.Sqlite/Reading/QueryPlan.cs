using SQLitePCL;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>SQL that EF Core wrote for one shape of query, and where each of its parameters comes from.</summary>
/// <param name="sql">The SQL.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="keys">The keys of a row.</param>
/// <param name="rows">Reads them.</param>
/// <param name="selection">What <see cref="ColumnStatement.Selection"/> says; null where it says nothing.</param>
internal sealed class QueryPlan(
    string sql, IReadOnlyList<PlanParameter> parameters, TaskKeys keys, RowReader rows, string? selection = null)
    : StatementPlan(sql, [.. parameters.Select(parameter => parameter.Name)])
{
    /// <summary>
    /// The statement that drops the tasks that a query for ids selects. What compares columns is asked of the table: SQLite then needs
    /// neither the view, which takes it longer to prepare than to find a task, nor a list of the ids.
    /// </summary>
    public string DropSql => selection is null ? $"DELETE FROM task WHERE msg_id IN ({Sql})" : $"DELETE FROM task {selection}";

    /// <summary>Reads the row at which a statement stands.</summary>
    public TaskRow Read(sqlite3_stmt row) => new(keys, rows.Read(row));

    /// <summary>Reads the row at which the statement of a query for all keys stands.</summary>
    public TaskRecord ReadTask(sqlite3_stmt row) => FieldProjection.ToTask(rows.Read(row));

    /// <summary>What stands for each row, and shows its texts where SQLite has them.</summary>
    public StoredRow Stored(PlanRunner runner) => new(runner, rows);

    /// <summary>Sets the values of a query of this shape.</summary>
    /// <exception cref="QueryException">A value can't belong to its field.</exception>
    public void Bind(IParameterTarget target, TaskQuery query)
    {
        var problems = new List<QueryProblem>();
        for (var i = 0; i < parameters.Count; i++)
        {
            ParameterValue.Set(target, i, parameters[i].Read(query, problems));
        }

        QueryException.ThrowIfAny(problems);
    }
}
