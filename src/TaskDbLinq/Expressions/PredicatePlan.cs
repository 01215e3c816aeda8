using System.Linq.Expressions;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Expressions;

/// <summary>A compiled predicate of one shape, and how to read the values of another query of that shape.</summary>
internal sealed class PredicatePlan<T>
{
    private readonly IReadOnlyList<Slot> _slots;

    private PredicatePlan(Func<Captured[], T, bool> run, IReadOnlyList<Slot> slots)
    {
        Run = run;
        _slots = slots;
    }

    /// <summary>The predicate; its values come from <see cref="Bind"/>.</summary>
    public Func<Captured[], T, bool> Run { get; }

    /// <summary>Compiles a query; null, with the problems noted, when it does not fit <typeparamref name="T"/>.</summary>
    public static PredicatePlan<T>? Compile(MongoQuery query, List<QueryProblem> problems) => Compile(query, problems, out _, out _);

    /// <param name="query">The query.</param>
    /// <param name="problems">Where problems are noted.</param>
    /// <param name="predicate">What was compiled, for who reads more out of it.</param>
    /// <param name="captured">The values in it, in the order in which <see cref="Bind"/> gives them.</param>
    /// <inheritdoc cref="Compile(MongoQuery, List{QueryProblem})"/>
    public static PredicatePlan<T>? Compile(
        MongoQuery query, List<QueryProblem> problems, out Expression<Func<T, bool>> predicate, out IReadOnlyList<Captured?> captured)
    {
        predicate = MongoQuery.Build<T>(query, problems, out var slots, out captured);
        return problems.Count > 0
            ? null
            : new PredicatePlan<T>(PredicateCompiler.Compile<T>(predicate.Body, predicate.Parameters[0], captured), slots);
    }

    /// <summary>Reads the values of a query of this plan's shape; null, with the problems noted, when one can't be read.</summary>
    public Captured[]? Bind(MongoQuery query, List<QueryProblem> problems)
    {
        var values = new Captured[_slots.Count];
        var sound = true;
        for (var i = 0; i < values.Length; i++)
        {
            var slot = _slots[i];
            values[i] = slot.Bind(query.Conditions[slot.Ordinal], problems)!;
            sound &= values[i] is not null;
        }

        return sound ? values : null;
    }
}
