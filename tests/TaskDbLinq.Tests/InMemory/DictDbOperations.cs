using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Tests.InMemory;

public sealed class DictDbResults(DictDbFixture fixture) : ResultSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbWaits(DictDbFixture fixture) : WaitSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbPurges(DictDbFixture fixture) : PurgeSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbResubmissions(DictDbFixture fixture) : ResubmitSpecification(fixture), IClassFixture<DictDbFixture>;

public sealed class DictDbStats(DictDbFixture fixture) : StatsSpecification(fixture), IClassFixture<DictDbFixture>;
