using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;
using TaskDbLinq.Specification;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>Many tasks that go by <c>COPY</c>.</summary>
public sealed class CopyTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The refused task is in the middle of what is sent; whether an id is taken beside it makes no difference.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_long_list_with_a_task_that_can_not_be_kept_adds_none(bool isTaken)
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        await db.AddAsync(new TaskRecord { MsgId = isTaken ? "t3" : "other" }, Cancel);
        var tasks = Enumerable.Range(0, 200).Select(at => Samples.Full with { MsgId = $"t{at}", Stdout = at == 150 ? "\0" : null });
        var refusal = await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(tasks, Cancel));
        Assert.Equal("stdout", refusal.Problems[0].Path);
        Assert.Equal(1, await db.CountAsync(Filter.Everything, Cancel));
    }

    /// <summary>Blocks that are sent in one piece with others, and in pieces of their own.</summary>
    [Fact]
    public async Task Buffers_of_all_lengths_come_back_from_a_copy()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        int[] lengths = [0, 1, 16_383, 16_384, 16_385, 100_000];
        byte[][] blocks = [.. lengths.Select(length => Enumerable.Range(0, length).Select(at => (byte)(at * 7)).ToArray())];
        TaskRecord[] tasks =
        [
            .. blocks.Select((block, at) => new TaskRecord { MsgId = $"t{at}", Buffers = BufferList.Of(block), Label = $"{block.Length}" }),
            new TaskRecord { MsgId = "t6", Buffers = BufferList.Of(blocks), ResultBuffers = BufferList.Of([.. blocks.Reverse()]) },
        ];
        await db.AddAsync(tasks, Cancel);
        Assert.Equal(tasks, db.Tasks.OrderBy(t => t.MsgId).ToList());
    }

    /// <summary>Of several with one id the first is added, and that is told once.</summary>
    [Fact]
    public async Task Of_many_tasks_only_those_that_were_added_are_told()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        await db.AddAsync(new TaskRecord { MsgId = "taken" }, Cancel);
        await using var told = ((ITaskDb)db).WatchAsync(cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        var refusal = await Assert.ThrowsAsync<DuplicateTaskException>(
            () => db.AddAsync(new[] { "a", "taken", "b", "a", "c" }.Select(id => new TaskRecord { MsgId = id }), Cancel));
        Assert.Equal("taken", refusal.MsgId);
        await db.AddAsync(new[] { "d", "e" }.Select(id => new TaskRecord { MsgId = id }), Cancel);
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
        {
            Assert.True(await told.MoveNextAsync());
            Assert.Equal(new TaskChange(TaskChangeKind.Added, id), told.Current);
        }
    }

    /// <summary>Each task is added by one of them, and the other is told.</summary>
    [Fact]
    public async Task Programs_that_copy_the_same_tasks_add_each_once()
    {
        var (connection, schema) = server.CreateSchema();
        await using var one = await OpenAsync(connection, schema);
        await using var other = await OpenAsync(connection, schema);
        TaskRecord[] tasks = [.. Enumerable.Range(0, 500).Select(at => new TaskRecord { MsgId = $"t{at}" })];
        Task[] adds = [one.AddAsync(tasks, Cancel), other.AddAsync(tasks, Cancel)];
        await Task.WhenAll(adds).ContinueWith(_ => { }, TaskScheduler.Default);
        _ = Assert.Single(adds, add => add.Exception?.InnerException is DuplicateTaskException);
        _ = Assert.Single(adds, add => add.IsCompletedSuccessfully);
        Assert.Equal(500, await one.CountAsync(Filter.Everything, Cancel));
    }

    private static Task<PostgresDb> OpenAsync(string connection, string schema) =>
        PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel);
}
