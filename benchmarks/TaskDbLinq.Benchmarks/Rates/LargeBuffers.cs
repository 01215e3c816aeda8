using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>The same metadata queries of SqliteDb over 1,000 tasks with empty buffers, and over 1,000 with two buffers of 1 MB.</summary>
internal sealed class LargeBuffers : IRace, IAsyncDisposable
{
    private const int Count = 1_000;
    private const int MegaByte = 1_000_000;

    private static readonly Dictionary<string, object?> MetadataFilter = new() { ["queue"] = "task" };

    private readonly List<(DirectoryInfo Folder, SqliteDb Db)> _open = [];

    public IEnumerable<Heat> Heats =>
    [
        new("Rows", 0, async () => [await LaneAsync("empty", 0, Rows), await LaneAsync("1 MB", MegaByte, Rows)]) { MoreRounds = 3 },
        new("Count", 0, async () => [await LaneAsync("empty", 0, Counted), await LaneAsync("1 MB", MegaByte, Counted)]) { MoreRounds = 3 },
    ];

    public async ValueTask DisposeAsync()
    {
        foreach (var (folder, db) in _open)
        {
            await db.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static Task Rows(SqliteDb db) => Task.FromResult(db.DbQuery(MetadataFilter).Count);

    private static Task Counted(SqliteDb db) => db.CountAsync(Filter.Parse(MetadataFilter));

    /// <summary>The files are made once: the first is that of the empty buffers.</summary>
    private async Task<Lane> LaneAsync(string contender, int bytes, Func<SqliteDb, Task> ask)
    {
        var place = bytes == 0 ? 0 : 1;
        if (_open.Count == place)
        {
            _open.Add(await MakeAsync(bytes));
        }

        var db = _open[place].Db;
        return Lane.Awaiting(contender, () => ask(db));
    }

    private static async Task<(DirectoryInfo Folder, SqliteDb Db)> MakeAsync(int bytes)
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
        var file = Path.Combine(folder.FullName, "tasks.db");
        var buffers = BufferList.Of(new byte[bytes]);
        await using (var db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal }))
        {
            foreach (var task in GeneratedTasks.Of(Count))
            {
                await db.AddAsync(task with { Buffers = buffers, ResultBuffers = buffers });
            }
        }

        return (folder, await SqliteDb.OpenAsync(file));
    }
}
