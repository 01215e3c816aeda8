using Microsoft.Data.Sqlite;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>SQL that EF Core wrote for one shape of query, and where each of its parameters comes from.</summary>
internal sealed class QueryPlan(string sql, IReadOnlyList<PlanParameter> parameters, RowReader rows)
{
    public string Sql { get; } = sql;

    public RowReader Rows { get; } = rows;

    /// <summary>A command of this plan for a connection; its values are set by <see cref="Bind"/>.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="around">A statement that contains the plan's SQL; null for that SQL alone.</param>
    public SqliteCommand CreateCommand(SqliteConnection connection, string? around = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = around ?? Sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter.Name });
        }

        command.Prepare();
        return command;
    }

    /// <summary>Sets the values of a query of this shape.</summary>
    /// <exception cref="QueryException">A value can't belong to its field.</exception>
    public void Bind(SqliteCommand command, TaskQuery query)
    {
        var problems = new List<QueryProblem>();
        for (var i = 0; i < parameters.Count; i++)
        {
            command.Parameters[i].Value = parameters[i].Read(query, problems) ?? DBNull.Value;
        }

        QueryException.ThrowIfAny(problems);
    }
}

/// <summary>One parameter of a plan.</summary>
internal sealed record PlanParameter(string Name, Func<TaskQuery, List<QueryProblem>, object?> Read)
{
    public static PlanParameter OfSlot(string name, ParameterSlot slot) =>
        new(name, (query, problems) => ParameterValue.Of(slot.Bind(query.Filter.Conditions[slot.Ordinal], problems)?.Boxed));

    public static PlanParameter OfSkip(string name) => new(name, static (query, _) => (long)query.Skip);

    public static PlanParameter OfLimit(string name) => new(name, static (query, _) => (long)query.Limit!.Value);
}
