using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.EntityFrameworkCore.Linq;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// A cache in front of EF Core: it translates a shape once, and its SQL then runs with the values of each query.
/// EF Core's model stays the one source of the mapping; what <see cref="ColumnStatement"/> writes without it is the same text.
/// </summary>
internal sealed class QueryPlanner
{
    private const int Capacity = 512;

    private readonly BoundedCache<TaskQueryShape, QueryPlan> _plans = new("sqlite query", Capacity);
    private readonly FileLayout _layout;
    private readonly Func<TaskQueryShape, TaskQuery, QueryPlan> _translate;

    public QueryPlanner(FileLayout layout)
    {
        _layout = layout;
        _translate = (_, query) => SortStatement.IsNeeded(query) ? TranslateSorted(query) : Translate(query);
    }

    /// <summary>How many plans were made.</summary>
    public long Translations => _plans.Made;

    /// <summary>Returns the SQL that EF Core writes for a query, even where another runs. For tests.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public string SqlByEntityFramework(TaskQuery query) =>
        TranslateByEntityFramework(query).Sql;

    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan Plan(TaskQuery query) => _plans.GetOrAdd(TaskQueryShape.Of(query), query, _translate)!;

    /// <summary>Returns the plan that counts what a query selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan PlanCount(TaskQuery query) => _plans.GetOrAdd(
        TaskQueryShape.Of(query) with { Counts = true },
        (Planner: this, Query: query),
        static (_, given) => given.Planner.Translate(given.Query, sql => $"SELECT COUNT(*) FROM ({sql})"))!;

    /// <summary>Returns the plan that makes groups.</summary>
    /// <param name="rows">What is grouped: the fields that the groups need, of the tasks that the filter selects.</param>
    /// <param name="plan">The groups.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan PlanGroups(TaskQuery rows, TaskGroupPlan plan) => _plans.GetOrAdd(
        TaskQueryShape.Of(rows) with { Groups = GroupStatement.ShapeOf(plan) },
        (Planner: this, Query: rows, Plan: plan),
        static (_, given) => given.Planner.Translate(
            given.Query, sql => GroupStatement.Around(sql, given.Query.Keys, given.Plan), GroupStatement.ParametersOf(given.Plan)))!;

    private QueryPlan TranslateSorted(TaskQuery query)
    {
        var rows = SortStatement.Rows(query);
        return Translate(rows, sql => SortStatement.Around(sql, query, rows.Keys), SortStatement.ParametersOf(query), query.Keys);
    }

    private QueryPlan Translate(
        TaskQuery query, Func<string, string>? around = null, IEnumerable<PlanParameter>? more = null, TaskKeys? keys = null)
    {
        var written = ColumnStatement.TryWrite(query);
        var (sql, parameters) = written is null ? TranslateByEntityFramework(query) : (written.Sql, written.Parameters);
        keys ??= query.Keys;
        return new QueryPlan(
            around?.Invoke(sql) ?? sql,
            [.. parameters, .. more ?? []],
            keys,
            new RowReader(keys.Fields, _layout),
            around is null ? written?.Selection : null);
    }

    /// <summary>Returns the SQL that EF Core writes, with its parameters.</summary>
    private (string Sql, List<PlanParameter> Parameters) TranslateByEntityFramework(TaskQuery query)
    {
        var lowered = LoweredFilter<TaskRecord>.Of(query.Filter).Checked();
        if (_layout.IndexedPaths.Count > 0)
        {
            var marker = new PathMarker(_layout.IndexedPaths);
            lowered = lowered with { Predicate = (Expression<Func<TaskRecord, bool>>)marker.Visit(lowered.Predicate)! };
        }

        using var context = _layout.CreateContext();
        using var command =
            (SqliteCommand)TaskRows.Build(context.Tasks, TaskQueryShape.Sample(query), lowered.Predicate).CreateDbCommand();
        var sources = new ParameterSources(CapturedCollector.InOrder(lowered.Predicate), lowered.Slots, lowered.Captured);
        return (
            StatementPlan.WithSteadyLimit(command.CommandText), [.. command.Parameters.Cast<SqliteParameter>().Select(sources.Of)]);
    }
}
