using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Records;

/// <summary>One parameter of a plan: its name, and what it holds of a query.</summary>
internal sealed record PlanParameter(string Name, Func<TaskQuery, List<QueryProblem>, object?> Read)
{
    public static PlanParameter OfSlot(string name, ParameterSlot slot) =>
        new(name, (query, problems) => slot.Bind(query.Filter.Conditions[slot.Ordinal], problems)?.Boxed);

    public static PlanParameter OfSkip(string name) => new(name, static (query, _) => (long)query.Skip);

    public static PlanParameter OfLimit(string name) => new(name, static (query, _) => (long)query.Limit!.Value);
}
