using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>Databases of tasks, each in a schema of its own of one database.</summary>
public sealed class PostgresFixture(PostgresServer server) : ITaskDbFixture
{
    public TimeSpan TimestampResolution => TimeSpan.FromMicroseconds(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        var (connection, schema) = server.CreateSchema();
        var database = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema });
        await database.WriteAsync(TaskBatch.Add(tasks));
        return database;
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();
}

public sealed class PostgresRecords(PostgresFixture fixture) : RecordSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresQueries(PostgresFixture fixture) : QuerySpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresOperators(PostgresFixture fixture) : OperatorSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLinqPredicates(PostgresFixture fixture) : LinqPredicateSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresEdges(PostgresFixture fixture) : EdgeSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLinqOperators(PostgresFixture fixture) : LinqOperatorSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLinqPortability(
    PostgresFixture fixture) : LinqPortabilitySpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresPurges(PostgresFixture fixture) : PurgeSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresResubmissions(PostgresFixture fixture) : ResubmitSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresResults(PostgresFixture fixture) : ResultSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresFigures(PostgresFixture fixture) : StatsSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresGroups(PostgresFixture fixture) : GroupSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresUpdates(PostgresFixture fixture) : UpdateSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresWaits(PostgresFixture fixture) : WaitSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresCompliance
{
    [Fact]
    public void The_whole_specification_is_run() =>
        SpecificationCompliance.AssertComplete(typeof(PostgresCompliance).Assembly, typeof(PostgresFixture));
}
