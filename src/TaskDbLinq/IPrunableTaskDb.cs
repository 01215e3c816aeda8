namespace TaskDbLinq;

/// <summary>
/// A task database that drops by itself what is not to be kept. <see cref="ITaskDb.GetCapability"/> tells whether one is.
/// </summary>
public interface IPrunableTaskDb
{
    /// <summary>Drops what a policy does not keep, and gives its space back to the disk.</summary>
    /// <param name="policy">What is kept.</param>
    /// <param name="dryRun">Whether to tell only what would be dropped.</param>
    /// <param name="cancellationToken">Cancels before tasks are dropped, or leaves the rest of the space for the next run.</param>
    /// <exception cref="QueryException">The filter of a rule does not fit a task; nothing is dropped.</exception>
    /// <exception cref="ReadOnlyTaskDbException">The database is open for reading only.</exception>
    Task<PruneReport> PruneAsync(RetentionPolicy policy, bool dryRun = false, CancellationToken cancellationToken = default);
}
