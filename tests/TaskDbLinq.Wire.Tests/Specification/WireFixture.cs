using TaskDbLinq.Specification;

namespace TaskDbLinq.Wire.Tests.Specification;

/// <summary>Our MongoDB backend, with MongoDB's own driver, on a server of ours: each test has a collection of its own.</summary>
public abstract class WireFixture : ITaskDbFixture, IDisposable
{
    private readonly TaskDbWireServer _server;
    private int _count;

    private protected WireFixture(Func<string, ITaskDb> open) =>
        _server = TaskDbWireServer.Start(new ManyCatalog(open), new TaskDbWireOptions());

    /// <summary>Whether the tests only run at length.</summary>
    protected virtual bool IsLong => false;

    public TimeSpan TimestampResolution => TimeSpan.FromMilliseconds(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        Assert.SkipWhen(
            IsLong && Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") != "1",
            "the rest of the specification over the wire; TASKDB_TEST_LONG=1 runs it");
        var options = MongoDbOptions.Default with { Database = "specification", Collection = $"tasks_{Interlocked.Increment(ref _count)}" };
        var database =
            await MongoDb.OpenAsync($"mongodb://{_server.Address}/?directConnection=true", options, TestContext.Current.CancellationToken);
        await database.AddAsync((IEnumerable<TaskRecord>)tasks);
        return database;
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();

    public virtual void Dispose()
    {
        _server.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>In memory.</summary>
public class WireOverDict() : WireFixture(_ => new DictDb());

/// <summary>In memory, at length.</summary>
public sealed class LongWireOverDict : WireOverDict
{
    protected override bool IsLong => true;
}

/// <summary>In files.</summary>
public class WireOverSqlite : WireFixture
{
    private readonly DirectoryInfo _folder;

    public WireOverSqlite()
        : this(Directory.CreateTempSubdirectory("taskdb-wire"))
    {
    }

    private WireOverSqlite(DirectoryInfo folder)
        : base(
            name =>
                SqliteDb.OpenAsync(
                    Path.Combine(folder.FullName, $"{name}.db"), new SqliteDbOptions { Durability = SqliteDurability.Normal })
                .GetAwaiter()
                .GetResult()) =>
        _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>In files, at length.</summary>
public sealed class LongWireOverSqlite : WireOverSqlite
{
    protected override bool IsLong => true;
}
