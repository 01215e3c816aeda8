using TaskDbLinq.Filters;

namespace TaskDbLinq.Operations;

/// <summary>A backend that makes the figures of tasks itself, all of them from one answer.</summary>
internal interface IStatsSource
{
    /// <summary>Returns the figures of the tasks that a filter selects, without their bytes.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    Task<TaskStats> StatsAsync(Filter filter, CancellationToken cancellationToken);
}
