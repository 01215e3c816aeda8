using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Translation;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>
/// SQL that EF Core wrote for one shape of query, its parameters with their types, and where the value of each comes from.
/// </summary>
/// <param name="sql">The SQL, as <see cref="PositionalSql"/> writes it.</param>
/// <param name="parameters">What types and converts the values, in the order of their places.</param>
/// <param name="sources">Where the values come from.</param>
/// <param name="rows">Reads the rows of the answer.</param>
internal sealed class QueryPlan(
    string sql, IReadOnlyList<IRelationalParameter> parameters, IReadOnlyList<PlanParameter> sources, RowReader rows)
{
    /// <summary>The SQL.</summary>
    public string Sql => sql;

    /// <summary>Reads the rows of the answer.</summary>
    public RowReader Rows => rows;

    /// <summary>
    /// Reads the values of a query of this shape, as EF Core names them; null where one of them is null, for which EF Core writes other
    /// SQL.
    /// </summary>
    /// <exception cref="QueryException">A value can't belong to its field.</exception>
    public IReadOnlyDictionary<string, object?>? Bind(TaskQuery query)
    {
        var problems = new List<QueryProblem>();
        var values = new Dictionary<string, object?>(sources.Count, StringComparer.Ordinal);
        var isWhole = true;
        foreach (var source in sources)
        {
            var value = source.Read(query, problems);
            isWhole &= value is not null;
            values.Add(source.Name, value);
        }

        QueryException.ThrowIfAny(problems);
        return isWhole ? values : null;
    }

    /// <summary>Creates the command of a query. EF Core's mappings convert and type its values.</summary>
    /// <exception cref="QueryException">PostgreSQL can't take a value.</exception>
    public NpgsqlCommand CreateCommand(NpgsqlConnection connection, IReadOnlyDictionary<string, object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            parameter.AddDbParameter(command, values);
        }

        NulCheck.Check(command);
        FiniteTimes.Apply(command);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            parameter.ParameterName = string.Empty;
        }

        return command;
    }
}
