using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
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

    private readonly BoundedCache<QueryShape, QueryPlan> _plans = new("sqlite query", Capacity);

    /// <summary>How many plans EF Core was asked for.</summary>
    public long Translations => _plans.Made;

    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan Plan(TaskQuery query) =>
        _plans.GetOrAdd(QueryShape.Of(query), (Planner: this, Query: query), static (_, given) => given.Planner.Translate(given.Query))!;

    /// <summary>Returns the plan that counts what a query selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan PlanCount(TaskQuery query) => _plans.GetOrAdd(
        QueryShape.Of(query) with { Counts = true },
        (Planner: this, Query: query),
        static (_, given) => given.Planner.Translate(given.Query, sql => $"SELECT COUNT(*) FROM ({sql})"))!;

    /// <summary>Returns the plan that makes groups.</summary>
    /// <param name="rows">What is grouped: the fields that the groups need, of the tasks that the filter selects.</param>
    /// <param name="plan">The groups.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan PlanGroups(TaskQuery rows, TaskGroupPlan plan) => _plans.GetOrAdd(
        QueryShape.Of(rows) with { Groups = GroupStatement.ShapeOf(plan) },
        (Planner: this, Query: rows, Plan: plan),
        static (_, given) => given.Planner.Translate(
            given.Query, sql => GroupStatement.Around(sql, given.Query.Keys, given.Plan), GroupStatement.ParametersOf(given.Plan)))!;

    private QueryPlan Translate(TaskQuery query, Func<string, string>? around = null, IEnumerable<PlanParameter>? more = null)
    {
        var lowered = LoweredFilter<TaskRecord>.Of(query.Filter).Checked();
        if (layout.IndexedPaths.Count > 0)
        {
            var marker = new PathMarker(layout.IndexedPaths);
            lowered = lowered with { Predicate = (Expression<Func<TaskRecord, bool>>)marker.Visit(lowered.Predicate)! };
        }

        using var context = layout.CreateContext();
        using var command =
            (SqliteCommand)TaskRows.Build(context.Tasks, ParameterSources.OfShape(query), lowered.Predicate).CreateDbCommand();
        var sources = new ParameterSources(CapturedCollector.InOrder(lowered.Predicate), lowered.Slots, lowered.Captured);
        var parameters = command.Parameters.Cast<SqliteParameter>().Select(sources.Of).Concat(more ?? []).ToList();
        return new QueryPlan(
            around?.Invoke(command.CommandText) ?? command.CommandText,
            parameters,
            query.Keys,
            new RowReader(query.Keys.Fields, layout));
    }
}
