using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>
/// SqliteDb, beside ADO.NET by hand, EF Core alone, Dapper and linq2db on a file of the same layout, and LiteDB on one of
/// its own. Each iteration has a copy of a file that was written once; for updates of many tasks each contender has one that it reopens.
/// </summary>
internal sealed class SqliteChanges : ChangeRace<SqlitePlace>, IAsyncDisposable
{
    /// <summary>By hand, and doing all that pruning promises.</summary>
    public const string Shrinking = "ADO.NET, sizes and space";

    private DirectoryInfo? _folder;

    public ValueTask DisposeAsync()
    {
        _folder?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A million with their buffers are 3 GB, copied for each iteration.</summary>
    private protected override int Most => 100_000;

    private protected override int MoreRoundsOfUpdates => 9;

    private protected override IReadOnlyList<Keeping<SqlitePlace>> Keepings =>
    [
        new("ADO.NET", place => Keep(new AdoNetKeeper(place.File))),
        new(
            Shrinking,
            place => Keep(new AdoNetKeeper(place.File) { Shrinks = true }),
            Change.Ingest,
            Change.Update,
            Change.Purge) { IsLeftOutOfQuick = true },
        new("SqliteDb", async place => new OurSqlite(await SqliteDb.OpenAsync(place.File))),
        new("EF Core", place => Keep(new EfKeeper(place.File))) { IsLeftOutOfQuick = true },
        new("Dapper", place => Keep(new DapperKeeper(place.File))) { IsLeftOutOfQuick = true },
        new("linq2db", place => Keep(new Linq2DbKeeper(place.File))),
        new(SqlitePlace.Lite, place => Keep(new LiteKeeper(LiteFiles.Open(place.File)))) { IsLeftOutOfQuick = true },
    ];

    private protected override Task<SqlitePlace> PlaceAsync(Change change, string contender, TaskRecord[] tasks)
    {
        _folder ??= Directory.CreateTempSubdirectory("taskdb-benchmark");
        var isKept = change == Change.Update && HasManyUpdates(tasks.Length);
        return SqlitePlace.MakeAsync(
            Path.Combine(_folder.FullName, isKept ? $"{contender}-{tasks.Length}.db" : "tasks.db"),
            contender == SqlitePlace.Lite,
            change == Change.Ingest ? [] : tasks);
    }

    private protected override async Task CloseAsync(IKeeper keeper)
    {
        await keeper.DisposeAsync();
        SqlitePlace.Clear(_folder!);
    }

    private static Task<IKeeper> Keep(IKeeper keeper) => Task.FromResult(keeper);
}

/// <summary>A file to change, and the one it was copied from.</summary>
internal sealed record SqlitePlace(string File)
{
    internal const string Lite = "LiteDB";

    /// <summary>The file of that name; a copy of the template where there is none.</summary>
    internal static async Task<SqlitePlace> MakeAsync(string file, bool lite, TaskRecord[] tasks)
    {
        if (!System.IO.File.Exists(file))
        {
            var template = Path.Combine(Path.GetDirectoryName(file)!, $"template-{tasks.Length}.{(lite ? "litedb" : "db")}");
            if (!System.IO.File.Exists(template))
            {
                await WriteAsync(template, lite, tasks);
            }

            System.IO.File.Copy(template, file);
        }

        return new SqlitePlace(file);
    }

    internal static void Clear(DirectoryInfo folder)
    {
        foreach (var file in folder.GetFiles("tasks*"))
        {
            file.Delete();
        }
    }

    private static async Task WriteAsync(string template, bool lite, TaskRecord[] tasks)
    {
        if (lite)
        {
            using var db = LiteFiles.Open(template);
            db.GetCollection("tasks").InsertBulk(tasks.Select(LiteFiles.Document));
        }
        else
        {
            await SqliteFiles.WriteAsync(template, tasks);
        }
    }
}
