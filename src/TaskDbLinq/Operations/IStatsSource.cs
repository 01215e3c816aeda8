using TaskDbLinq.Filters;

namespace TaskDbLinq.Operations;

/// <summary>A backend that computes statistics of tasks itself, all of them from one answer.</summary>
internal interface IStatsSource
{
    /// <summary>Returns the statistics of the tasks that a filter selects, without their bytes.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    Task<TaskStats> StatsAsync(Filter filter, CancellationToken cancellationToken);
}
