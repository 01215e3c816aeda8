using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>What callers who change tasks at the same time may rely on.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-writer");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "a.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_can_not_be_changed_leaves_the_rest_of_its_group()
    {
        await using (var db = await SqliteDb.OpenAsync(File, cancellationToken: Cancel))
        {
            var buffers = TaskUpdate.Empty.Set("result_buffers", BufferList.Of(new byte[5])).Set("label", "x");
            Task[] changes =
            [
                db.AddAsync(Of("a"), Cancel), db.UpdateAsync("b", buffers, Cancel), db.AddAsync(Of("a"), Cancel),
                db.AddAsync(Of("c"), Cancel), db.UpdateAsync("c", buffers, Cancel),
            ];
            await Assert.ThrowsAsync<TaskNotFoundException>(() => changes[1]);
            await Assert.ThrowsAsync<DuplicateTaskException>(() => changes[2]);
            await Task.WhenAll(changes[0], changes[3], changes[4]);
        }

        Assert.Equal("a|,c|x", Ask("SELECT group_concat(msg_id || '|' || coalesce(label, '')) FROM (SELECT * FROM task ORDER BY msg_id)"));
        Assert.Equal(1L, Ask("SELECT count(*) FROM task_buffer"));
    }

    [Fact]
    public async Task The_bytes_of_buffers_follow_their_updates()
    {
        await using (var db = await SqliteDb.OpenAsync(File, cancellationToken: Cancel))
        {
            await db.AddAsync(Of("none"), Cancel);
            await db.AddAsync(Of("one") with { Buffers = BufferList.Of(new byte[10]) }, Cancel);
            var two = new TaskRecord { MsgId = "both", Buffers = BufferList.Of(new byte[10]), ResultBuffers = BufferList.Of(new byte[20]) };
            await db.AddAsync(two, Cancel);
            await db.AddAsync(two with { MsgId = "gone" }, Cancel);
            var results = TaskUpdate.Empty.Set("result_buffers", BufferList.Of(new byte[3], new byte[4]));
            await db.UpdateAsync("none", results, Cancel);
            await db.UpdateAsync("one", results, Cancel);
            await db.UpdateAsync("both", results.Set("buffers", BufferList.Of(new byte[1])), Cancel);
            await db.UpdateAsync("gone", TaskUpdate.Empty.Set("buffers", null), Cancel);
        }

        Assert.Equal(
            "both 8,gone 20,none 7,one 17",
            Ask("SELECT group_concat(msg_id || ' ' || buffer_bytes) FROM (SELECT * FROM task ORDER BY msg_id)"));
    }

    private static TaskRecord Of(string id) => new() { MsgId = id };

    private object? Ask(string sql) => StoredFile.Ask(File, sql);
}
