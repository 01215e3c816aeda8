using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>A compiled predicate with the values of one filter.</summary>
internal sealed class BoundPredicate<T>(Func<Captured[], T, bool> run, Captured[] values)
{
    public bool Holds(T record) => run(values, record);
}
