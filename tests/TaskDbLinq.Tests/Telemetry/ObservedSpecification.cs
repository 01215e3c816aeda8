using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Tests.Telemetry;

/// <summary>A database that is told of does all that the specification says, as if it were not.</summary>
public sealed class ObservedFixture : ITaskDbFixture
{
    public TimeSpan TimestampResolution => TimeSpan.FromTicks(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        var db = new DictDb().WithTelemetry("taskdblinq.test", "tasks");
        foreach (var task in tasks)
        {
            await db.AddAsync(task);
        }

        return db;
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();
}

public sealed class ObservedRecords(ObservedFixture fixture) : RecordSpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedGroups(ObservedFixture fixture) : GroupSpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedUpdates(ObservedFixture fixture) : UpdateSpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedQueries(ObservedFixture fixture) : QuerySpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedResults(ObservedFixture fixture) : ResultSpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedPurges(ObservedFixture fixture) : PurgeSpecification(fixture), IClassFixture<ObservedFixture>;

public sealed class ObservedResubmissions(ObservedFixture fixture) : ResubmitSpecification(fixture), IClassFixture<ObservedFixture>;
