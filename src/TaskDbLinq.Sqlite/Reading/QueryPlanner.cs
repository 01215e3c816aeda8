using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// A cache in front of EF Core: it translates a shape once, and its SQL then runs with the values of each query.
/// EF Core's model stays the one source of the mapping.
/// </summary>
internal sealed class QueryPlanner(FileLayout layout)
{
    private const int Capacity = 512;

    private readonly BoundedCache<QueryShape, QueryPlan> _plans = new(Capacity);

    /// <summary>How many plans EF Core was asked for.</summary>
    public int Translations { get; private set; }

    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan Plan(TaskQuery query)
    {
        var shape = QueryShape.Of(query);
        if (!_plans.TryGet(shape, out var plan))
        {
            plan = Translate(query);
            _plans.Add(shape, plan);
        }

        return plan;
    }

    private QueryPlan Translate(TaskQuery query)
    {
        Translations++;
        var problems = new List<QueryProblem>();
        var predicate = MongoQuery.Build<TaskRecord>(query.Filter, problems, out var slots, out var captured);
        QueryException.ThrowIfAny(problems);
        using var context = layout.CreateContext();
        using var command = (SqliteCommand)RowQuery.Build(context.Tasks, ParameterSources.OfShape(query), predicate).CreateDbCommand();
        var sources = new ParameterSources(CapturedCollector.InOrder(predicate), slots, captured);
        var parameters = command.Parameters.Cast<SqliteParameter>().Select(sources.Of).ToList();
        return new QueryPlan(command.CommandText, parameters, new RowReader(query.Keys, layout));
    }
}
