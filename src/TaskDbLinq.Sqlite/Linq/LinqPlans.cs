using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Linq;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>The plans of LINQ queries, one for each shape.</summary>
/// <param name="provider">The provider whose tasks are asked.</param>
/// <param name="live">Returns the file's layout; throws when the database is disposed.</param>
/// <param name="layout">The file's layout.</param>
/// <param name="usesPlans">Whether shapes have plans; without, EF Core runs every query.</param>
internal sealed class LinqPlans(TaskQueryProvider provider, Func<FileLayout> live, FileLayout layout, bool usesPlans)
{
    private const int Capacity = 512;

    private static readonly MethodInfo PlanMethod = typeof(LinqPlanner).GetMethod(nameof(LinqPlanner.Plan))!;

    private readonly BoundedCache<QueryShape, LinqPlan> _plans = new("sqlite linq", Capacity);
    private readonly LinqPlanner _planner = new(provider, layout);

    /// <summary>A reader for the next query; null while one uses it.</summary>
    private ShapeReader? _spare;

    /// <summary>Returns the plan that runs a query; null where EF Core does.</summary>
    public LinqPlan? Of<T>(Expression expression, Type result, out Captured[] values)
    {
        if (!TryPlan(expression, result, out values, out var read, out var plan))
        {
            plan = _plans.GetOrAdd(
                read.Shape(),
                (Planner: _planner, Query: expression, Read: read),
                static (_, query) => query.Planner.Plan<T>(query.Query, query.Read));
        }

        return usesPlans && plan?.Serves(values) == true ? plan : null;
    }

    /// <summary>The same for a type that is known at run time only: a shape that is planned already costs no reflection.</summary>
    public LinqPlan? Of(Expression expression, Type result, out Captured[] values)
    {
        if (!TryPlan(expression, result, out values, out var read, out var plan))
        {
            plan = _plans.GetOrAdd(
                read.Shape(),
                (Planner: _planner, Query: expression, Read: read, Type: result),
                static (_, query) => (LinqPlan?)PlanMethod.MakeGenericMethod(query.Type).Invoke(query.Planner, [query.Query, query.Read]));
        }

        return usesPlans && plan?.Serves(values) == true ? plan : null;
    }

    /// <summary>Reads a query. Where its plan is there, the reader serves the next query.</summary>
    private bool TryPlan(Expression expression, Type result, out Captured[] values, out ShapeReader read, out LinqPlan? plan)
    {
        live();
        read = Interlocked.Exchange(ref _spare, null) ?? new ShapeReader(provider, pathsAreShape: true);
        read.Clear(result);
        read.Read(expression);
        values = read.Values;
        if (!_plans.TryHit(read.Shape(), out plan!))
        {
            return false;
        }

        read.Clear(result);
        _spare = read;
        return true;
    }
}
