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

    private static TaskUpdate Labelled => TaskUpdate.Empty.Set("label", "x");

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

    [Fact]
    public async Task A_caller_that_waits_for_its_next_change_without_awaiting_it_gets_it()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "a.db"), cancellationToken: Cancel);
        await Task.Run(
            async () =>
            {
                await db.AddAsync(Of("a"), Cancel);

                // On the thread that makes the changes: it doesn't come back before this one is made.
                Assert.True(db.AddAsync(Of("b"), Cancel).Wait(Limit, Cancel));
                Assert.True(db.UpdateAsync("b", Labelled, Cancel).Wait(Limit, Cancel));
            },
            Cancel);
        Assert.Equal("x", (await db.TryGetAsync("b", Cancel))?.Label);
    }

    [Fact]
    public async Task What_a_blocked_caller_left_is_made_with_the_change_of_another_one()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "a.db"), cancellationToken: Cancel);
        using var gate = new ManualResetEventSlim();
        var left = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocked = Task.Run(
            async () =>
            {
                await db.AddAsync(Of("a"), Cancel);
                left.SetResult(db.UpdateAsync("a", Labelled, Cancel));
                gate.Wait(Cancel);
            },
            Cancel);
        try
        {
            var update = await left.Task.WaitAsync(Limit, Cancel);
            await db.AddAsync(Of("b"), Cancel).WaitAsync(Limit, Cancel);
            await update.WaitAsync(Limit, Cancel);
            Assert.False(blocked.IsCompleted);
        }
        finally
        {
            gate.Set();
            await blocked;
        }

        Assert.Equal("x", (await db.TryGetAsync("a", Cancel))?.Label);
    }

    [Fact]
    public async Task What_was_left_is_made_before_the_database_is_closed()
    {
        var file = Path.Combine(_folder.FullName, "a.db");
        await Task.Run(
            async () =>
            {
                var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
                await db.AddAsync(Of("a"), Cancel);
                var update = db.UpdateAsync("a", Labelled, Cancel);
                Assert.True(db.DisposeAsync().AsTask().Wait(Limit, Cancel));
                await update.WaitAsync(Limit, Cancel);
            },
            Cancel);
        Assert.Equal("x", StoredFile.Ask(file, "SELECT label FROM task"));
    }

    [Fact]
    public async Task What_is_brought_before_the_first_await_shares_a_transaction()
    {
        var file = Path.Combine(_folder.FullName, "a.db");
        await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
        await Task.Run(
            async () =>
            {
                await db.AddAsync(Of("a"), Cancel);
                await Task.WhenAll(Enumerable.Range(0, 100).Select(n => db.AddAsync(Of($"b{n}"), Cancel)));
            },
            Cancel);

        // A transaction writes a page of 8 kB at least.
        Assert.InRange(new FileInfo($"{file}-wal").Length, 1, 100 * 8192);
    }

    private static TaskRecord Of(string id) => new() { MsgId = id };
}
