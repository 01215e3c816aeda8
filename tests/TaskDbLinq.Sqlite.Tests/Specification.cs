using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Sqlite.Tests;

/// <summary>Databases in our own layout, each in a file of its own.</summary>
public sealed class SqliteFixture : ITaskDbFixture, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-spec");
    private int _made;

    public TimeSpan TimestampResolution => TimeSpan.FromTicks(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        var file = Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _made)}.db");
        var database = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal });
        await database.WriteAsync(TaskBatch.Add(tasks));
        return database;
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class SqliteRecords(SqliteFixture fixture) : RecordSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteQueries(SqliteFixture fixture) : QuerySpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteOperators(SqliteFixture fixture) : OperatorSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLinqPredicates(SqliteFixture fixture) : LinqPredicateSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteEdges(SqliteFixture fixture) : EdgeSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLinqOperators(SqliteFixture fixture) : LinqOperatorSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLinqPortability(SqliteFixture fixture) : LinqPortabilitySpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqlitePurges(SqliteFixture fixture) : PurgeSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteResubmissions(SqliteFixture fixture) : ResubmitSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteResults(SqliteFixture fixture) : ResultSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteFigures(SqliteFixture fixture) : StatsSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteGroups(SqliteFixture fixture) : GroupSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteUpdates(SqliteFixture fixture) : UpdateSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteWaits(SqliteFixture fixture) : WaitSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteCompliance
{
    [Fact]
    public void The_whole_specification_is_run() =>
        SpecificationCompliance.AssertComplete(typeof(SqliteCompliance).Assembly, typeof(SqliteFixture));
}
