using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>The in-memory backend under the specification that every backend meets.</summary>
public sealed class DictDbFixture : ITaskDbFixture
{
    public TimeSpan TimestampResolution => TimeSpan.FromTicks(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        var db = new DictDb();
        foreach (var task in tasks)
        {
            await db.AddAsync(task);
        }

        return db;
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();
}

public sealed class DictDbRecords(DictDbFixture fixture) : RecordSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbQueries(DictDbFixture fixture) : QuerySpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbOperators(DictDbFixture fixture) : OperatorSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbLinqPredicates(DictDbFixture fixture) : LinqPredicateSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbEdges(DictDbFixture fixture) : EdgeSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbGroups(DictDbFixture fixture) : GroupSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbUpdates(DictDbFixture fixture) : UpdateSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbLinqOperators(DictDbFixture fixture) : LinqOperatorSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbLinqPortability(DictDbFixture fixture) : LinqPortabilitySpecification(fixture), IClassFixture<DictDbFixture>;

public class DictDbCompliance
{
    [Fact]
    public void The_whole_specification_is_run() =>
        SpecificationCompliance.AssertComplete(typeof(DictDbCompliance).Assembly, typeof(DictDbFixture));
}
