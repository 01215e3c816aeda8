using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Each operation on a database that stores nothing says so, also where there would be nothing to do.</summary>
public sealed class NoDbOperations
{
    private static readonly string[] Some = ["a"];
    private static readonly Filter All = Filter.Everything;

    public static TheoryData<string, Func<ITaskDb, Task>> Operations => new()
    {
        { "result", db => db.GetResultAsync("a") },
        { "results", db => db.GetResultsAsync(Some) },
        { "results of nothing", db => db.GetResultsAsync([]) },
        { "results, following", db => db.GetResultsAsync(Some, followResubmitted: true) },
        { "status", db => db.ResultStatusAsync(Some) },
        { "wait for a query", db => db.WaitAsync(All) },
        { "wait for ids", db => db.WaitAsync(Some) },
        { "purge by query", db => db.PurgeAsync(All) },
        { "purge by id", db => db.PurgeAsync(Some) },
        { "purge nothing", db => db.PurgeAsync([]) },
        { "purge completed", db => db.PurgeCompletedAsync() },
        { "purge an engine", db => db.PurgeEngineAsync("e") },
        { "resubmit a query", db => db.ResubmitAsync(All) },
        { "resubmit ids", db => db.ResubmitAsync(Some) },
        { "resubmit nothing", db => db.ResubmitAsync([]) },
        { "queue status", db => db.QueueStatusAsync() },
        { "stats", db => db.StatsAsync() },
        { "history", db => db.GetHistoryAsync() },
    };

    [Theory]
    [MemberData(nameof(Operations), DisableDiscoveryEnumeration = true)]
    public async Task Raises(string name, Func<ITaskDb, Task> operation)
    {
        Assert.NotEmpty(name);
        await using var db = new NoDb();
        await Assert.ThrowsAsync<NoDataException>(() => operation(db));
    }
}
