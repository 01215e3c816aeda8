using LiteDB;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>SqliteDb, beside ADO.NET by hand, EF Core alone, Dapper and linq2db on the same file, and LiteDB on one of its own.</summary>
internal sealed class SqliteQueries() : QueryRace<SqliteStage>(SqliteStage.MakeAsync)
{
    /// <summary>A quick run does without those whom no goal compares with.</summary>
    private static int MostOfOthers => Sizes.IsQuick ? 0 : int.MaxValue;

    private protected override IReadOnlyList<Entrant<SqliteStage>> Entrants =>
    [
        new("ADO.NET", stage => new AdoNet(stage.File)),
        new("SqliteDb", stage => new OurDictionaries(stage.Db)),
        new("SqliteDb, LINQ", stage => new OurLinq(stage.Db), Question.Array),
        new("EF Core", stage => new EfCore(stage.File)),
        new("EF Core, Dynamic LINQ", stage => new EfDynamicLinq(stage.File), Question.DictField, Question.Array) { Most = MostOfOthers },
        new("Dapper", stage => new DapperQueries(stage.File)) { Most = MostOfOthers },
        new("linq2db", stage => new Linq2Db(stage.File), Question.DictField, Question.Array) { Most = MostOfOthers },
        new("LiteDB", stage => new LiteDb(stage.Lite)) { Most = Math.Min(MostOfOthers, 100_000) },
    ];
}

/// <summary>A file of ours with tasks, and one of LiteDB's, made when it is asked for.</summary>
internal sealed class SqliteStage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
    private readonly Lazy<LiteDatabase> _lite;

    private SqliteStage(int tasks) => _lite = new(() =>
    {
        var lite = LiteFiles.Open(Path.Combine(_folder.FullName, "lite.db"));
        lite.GetCollection("tasks").InsertBulk(GeneratedTasks.Of(tasks).Select(LiteFiles.Document));
        lite.Checkpoint();
        return lite;
    });

    internal string File => Path.Combine(_folder.FullName, "tasks.db");

    internal SqliteDb Db { get; private set; } = null!;

    internal LiteDatabase Lite => _lite.Value;

    internal static async Task<SqliteStage> MakeAsync(int tasks)
    {
        var stage = new SqliteStage(tasks);
        await SqliteFiles.WriteAsync(stage.File, GeneratedTasks.Of(tasks));
        stage.Db = await SqliteDb.OpenAsync(stage.File);
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (_lite.IsValueCreated)
        {
            _lite.Value.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
