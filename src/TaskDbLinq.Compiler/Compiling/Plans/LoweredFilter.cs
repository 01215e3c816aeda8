using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Lowering;
using TaskDbLinq.Compiling.Schemas;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>A filter lowered to a predicate over a record type, with the values that it captured and where they come from.</summary>
/// <param name="Predicate">The predicate; only to be run when there are no problems.</param>
/// <param name="Slots">Where each captured value comes from.</param>
/// <param name="Captured">The captured values, in the order of their slots; null for one that could not be read.</param>
/// <param name="Problems">What of the filter does not fit the record type.</param>
internal sealed record LoweredFilter<T>(
    Expression<Func<T, bool>> Predicate, IReadOnlyList<ParameterSlot> Slots,
    IReadOnlyList<Captured?> Captured, IReadOnlyList<QueryProblem> Problems)
{
    /// <summary>Lowers a filter.</summary>
    public static LoweredFilter<T> Of(Filter filter)
    {
        var record = Expression.Parameter(typeof(T), "t");
        var builder = new PredicateBuilder(filter.Conditions);
        var body = FilterLowering.Lower(filter.Root, builder, new RecordScope(record));
        return new(Expression.Lambda<Func<T, bool>>(body, record), builder.Slots, builder.Captured, builder.Problems);
    }

    /// <summary>Returns the lowered filter if there are no problems.</summary>
    /// <exception cref="QueryException">The filter does not fit the record type.</exception>
    public LoweredFilter<T> Checked()
    {
        QueryException.ThrowIfAny(Problems);
        return this;
    }
}
