namespace TaskDbLinq;

/// <summary>A database on which something can be tried that must leave no trace in it.</summary>
internal interface IWarmUpTaskDb
{
    /// <summary>Does something on an empty database of the same kind, which is gone afterwards.</summary>
    /// <exception cref="IOException">There is no place for another database.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no place for another database.</exception>
    Task WarmUpAsync(Func<ITaskDb, Task> play, CancellationToken cancellationToken);
}
