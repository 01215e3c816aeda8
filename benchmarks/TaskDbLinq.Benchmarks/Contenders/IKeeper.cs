namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A way to keep tasks, changed as a controller changes them. What is awaited is as durable as the store makes it.</summary>
internal interface IKeeper : IAsyncDisposable
{
    /// <summary>How many tasks there are.</summary>
    Task<long> CountAsync();

    /// <summary>Adds tasks as fast as the way allows.</summary>
    Task AddAsync(TaskRecord[] tasks);

    /// <summary>Completes tasks, each by a change of its own.</summary>
    Task CompleteAsync(string[] ids, DateTime moment);

    /// <summary>
    /// Drops the completed tasks that were submitted before a moment, which are <paramref name="count"/>, so that <paramref name="left"/>
    /// are left.
    /// </summary>
    Task CullAsync(int count, int left, DateTime before);

    /// <summary>Drops the completed tasks of an engine.</summary>
    Task PurgeAsync(string engine);
}
