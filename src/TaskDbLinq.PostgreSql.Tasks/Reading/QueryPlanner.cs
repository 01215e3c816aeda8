using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.EntityFrameworkCore.Linq;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>
/// A cache in front of EF Core: it translates a shape once, and its SQL then runs with the values of each query. EF Core's model stays the
/// one source of the mapping, its parameters the one way to type a value.
/// </summary>
internal sealed class QueryPlanner
{
    private const string Member = nameof(Captured<>.Operand);
    private const int Capacity = 512;

    private static readonly SortKey<TaskField> ById = new(TaskFields.MsgId);

    private readonly BoundedCache<TaskQueryShape, QueryPlan> _plans = new("postgres query", Capacity);
    private readonly Func<TaskQueryShape, TaskQuery, QueryPlan> _translate;
    private readonly TaskServer _server;

    public QueryPlanner(TaskServer server)
    {
        _server = server;
        _translate = Translate;
    }

    /// <summary>How many plans were made.</summary>
    public long Translations => _plans.Made;

    /// <summary>Returns the plan of a query.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan Plan(TaskQuery query) => _plans.GetOrAdd(TaskQueryShape.Of(query), query, _translate)!;

    /// <summary>Returns the plan that counts what a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public QueryPlan PlanCount(TaskQuery query) => _plans.GetOrAdd(TaskQueryShape.Of(query) with { Counts = true }, query, _translate)!;

    /// <summary>
    /// The query as LINQ. The id comes last in an order, since PostgreSQL may give tasks that are equal otherwise in another order for each
    /// page.
    /// </summary>
    public static IQueryable<object?[]> Build(TaskContext context, TaskQuery query, Expression<Func<TaskRecord, bool>> predicate)
    {
        var isOrdered = !query.Sort.IsEmpty || query.Skip > 0 || query.Limit is not null;
        var ordered = isOrdered && query.Sort.All(key => key.Field != TaskFields.MsgId)
            ? query with { Sort = [.. query.Sort, ById] }
            : query;
        return TaskRows.Build(context.Tasks, ordered, predicate);
    }

    private QueryPlan Translate(TaskQueryShape shape, TaskQuery query)
    {
        var lowered = LoweredFilter<TaskRecord>.Of(query.Filter).Checked();
        using var context = _server.CreateContext();
        using var command = Build(context, TaskQueryShape.Sample(query), lowered.Predicate).CreateDbCommand();
        var (sql, parameters, values) = context.Template!;
        var inTree = CapturedCollector.InOrder(lowered.Predicate);
        var names = command.Parameters.Cast<DbParameter>().Select(parameter => parameter.ParameterName).ToList();
        return new QueryPlan(
            PositionalSql.Of(shape.Counts ? $"SELECT count(*) FROM (\n{sql}\n) AS r" : sql, names),
            parameters,
            [.. parameters.Select(parameter => parameter.InvariantName).Distinct().Select(name => Source(name, values[name]))],
            new RowReader(query.Keys));

        PlanParameter Source(string name, object? value) =>
            name.StartsWith(Member, StringComparison.Ordinal) ? Operand(name, value) : Page(name, value);

        // EF Core names a parameter after the captured member and, from the second on, appends how many it had before; so a name tells the
        // captured value's place in the tree. Since that is no promise of EF Core's, the value is compared as well.
        PlanParameter Operand(string name, object? value)
        {
            var place = name.Length == Member.Length ? 0 : int.Parse(name.AsSpan(Member.Length), CultureInfo.InvariantCulture);
            var captured = place < inTree.Count && Equals(inTree[place].Boxed, value)
                ? inTree[place]
                : throw new InvalidOperationException($"EF Core's parameter '{name}' does not hold the value of its place.");
            return PlanParameter.OfSlot(name, lowered.Slots[lowered.Captured.ToList().IndexOf(captured)]);
        }
    }

    /// <summary>The skip or the limit, told by its value: <see cref="TaskQueryShape.Sample"/> has made the two differ.</summary>
    private static PlanParameter Page(string name, object? value) => value switch
    {
        TaskQueryShape.SampleSkip => new PlanParameter(name, static (query, _) => query.Skip),
        TaskQueryShape.SampleLimit => new PlanParameter(name, static (query, _) => query.Limit!.Value),
        _ => throw new InvalidOperationException($"EF Core's parameter '{name}' is neither the skip nor the limit."),
    };
}
