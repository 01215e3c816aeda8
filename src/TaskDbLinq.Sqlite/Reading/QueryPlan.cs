using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>SQL that EF Core wrote for one shape of query, and where each of its parameters comes from.</summary>
internal sealed class QueryPlan(string sql, IReadOnlyList<PlanParameter> parameters, TaskKeys keys, RowReader rows)
    : StatementPlan(sql, [.. parameters.Select(parameter => parameter.Name)])
{
    /// <summary>Reads the row at which the reader stands.</summary>
    public TaskRow Read(SqliteDataReader reader) => new(keys, rows.Read(reader));

    /// <summary>Sets the values of a query of this shape.</summary>
    /// <exception cref="QueryException">A value can't belong to its field.</exception>
    public void Bind(SqliteCommand command, TaskQuery query)
    {
        var problems = new List<QueryProblem>();
        for (var i = 0; i < parameters.Count; i++)
        {
            ParameterValue.Set(command.Parameters[i], parameters[i].Read(query, problems));
        }

        QueryException.ThrowIfAny(problems);
    }
}
