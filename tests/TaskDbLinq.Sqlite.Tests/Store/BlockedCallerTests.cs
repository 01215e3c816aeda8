using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// A caller whose code blocks the thread that it is answered on. That thread is one of the two that a thread pool begins with on two
/// processors, and the pool adds none as long as the other one finds work: beside tests that keep it busy, whatever waits for the pool
/// would wait with no end. So nothing else runs beside this test.
/// </summary>
[Collection(nameof(BlockedCallerTests))]
[CollectionDefinition(nameof(BlockedCallerTests), DisableParallelization = true)]
public sealed class BlockedCallerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-blocked");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_caller_that_blocks_when_it_is_answered_keeps_nobody_waiting()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "a.db"), cancellationToken: Cancel);
        using var gate = new ManualResetEventSlim();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Not on this test's thread: a task that is already added goes on where it was asked for.
        var blocked = Task.Run(
            async () =>
            {
                await db.AddAsync(Of("a"), Cancel);
                answered.SetResult();
                gate.Wait(Cancel);
            },
            Cancel);
        try
        {
            await answered.Task.WaitAsync(Limit, Cancel);
            await db.AddAsync(Of("b"), Cancel).WaitAsync(Limit, Cancel);
            var more = Enumerable.Range(0, 20).Select(n => db.AddAsync(Of($"c{n}"), Cancel));
            await Task.WhenAll(more).WaitAsync(Limit, Cancel);
            Assert.False(blocked.IsCompleted);
        }
        finally
        {
            gate.Set();
            await blocked;
        }

        Assert.Equal(22, await db.CountAsync(Filter.Everything, Cancel));
    }

    private static TaskRecord Of(string id) => new() { MsgId = id };
}
