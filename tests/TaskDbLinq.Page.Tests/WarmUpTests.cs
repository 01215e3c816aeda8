using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Server.Hosting;

namespace TaskDbLinq.Page.Tests;

/// <summary>What a service does before somebody asks for it: it is made whole, and leaves no trace in the database.</summary>
public class WarmUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_batch_is_made_and_every_picture_drawn()
    {
        await using var db = new DictDb(new DictDbOptions { RecordLimit = 10_000 });
        var options = PageService.Options(new DatabasePlace(TaskDbBackend.Dict, string.Empty), allowChanges: false);
        await WarmUp.PlayAsync(db, options, Cancel);
        Assert.Equal(2_000, await CountAsync("{}"));
        Assert.Equal(1_950, await CountAsync("""{"completed": {"$ne": null}}"""));
        Assert.Equal(195, await CountAsync("""{"result_content.status": "error"}"""));
        var one = await db.GetAsync("warmup_1_1940", Cancel);
        Assert.Equal(("e4", 100L), (one.EngineUuid, one.Buffers.TotalBytes));

        Task<long> CountAsync(string filter) => db.CountAsync(Filter.Parse(filter), Cancel);
    }

    [Fact]
    public async Task The_database_that_is_served_stays_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-page");
        try
        {
            var path = Path.Combine(folder.FullName, "tasks.db");
            await using (var db = await SqliteDb.OpenAsync(path, cancellationToken: Cancel))
            {
                await db.AddAsync(new TaskRecord { MsgId = "mine" }, Cancel);
                await WarmUp.OfStoreAsync(
                    db, PageService.Options(new DatabasePlace(TaskDbBackend.Sqlite, path), allowChanges: false), Cancel);
                Assert.Equal(["mine"], await db.GetHistoryAsync(Cancel));
            }

            Assert.Equal(["tasks.db"], folder.GetFiles().Select(file => file.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
