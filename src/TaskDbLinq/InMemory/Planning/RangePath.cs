using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>One bound of a timestamp: a comparison with the captured value at a place.</summary>
internal readonly record struct Bound(ExpressionType Comparison, int Place);

/// <summary>A range of a timestamp, narrowed by all its bounds.</summary>
internal sealed class RangePath(int index, IReadOnlyList<Bound> bounds, IReadOnlyList<int> answers)
    : AccessPath($"{IndexedTime.All[index].Field.Key} range", answers)
{
    public override bool IsLazy => true;

    public override int Estimate(Snapshot snapshot, Captured[] values)
    {
        if (!TryLimits(values, out var low, out var high))
        {
            return Unusable;
        }

        var run = snapshot.Table.Times[index].Of(snapshot);
        return Math.Max(0, run.LowerBound(high) - run.LowerBound(low)) + Math.Max(0, snapshot.Slots - run.Covered);
    }

    public override SlotCursor Slots(Snapshot snapshot, Captured[] values)
    {
        TryLimits(values, out var low, out var high);
        var run = snapshot.Table.Times[index].Of(snapshot);
        return new RunCursor(run.Slots, run.LowerBound(low), run.LowerBound(high), run.Covered, snapshot.Slots);
    }

    /// <summary>The range in ticks, from <paramref name="low"/> to before <paramref name="high"/>.</summary>
    /// <returns>False when a bound is null: what that means is left to the predicate.</returns>
    private bool TryLimits(Captured[] values, out long low, out long high)
    {
        (low, high) = (long.MinValue, long.MaxValue);
        foreach (var (comparison, place) in bounds)
        {
            if (values[place].Boxed is not DateTime moment)
            {
                return false;
            }

            var ticks = moment.Ticks;
            low = comparison switch
            {
                ExpressionType.GreaterThan => Math.Max(low, ticks + 1),
                ExpressionType.GreaterThanOrEqual or ExpressionType.Equal => Math.Max(low, ticks),
                _ => low,
            };
            high = comparison switch
            {
                ExpressionType.LessThan => Math.Min(high, ticks),
                ExpressionType.LessThanOrEqual or ExpressionType.Equal => Math.Min(high, ticks + 1),
                _ => high,
            };
        }

        return true;
    }
}
