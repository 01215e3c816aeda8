using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Mongo.Tests.Specification;

public class MongoResults(MongoFixture fixture) : ResultSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoWaits(MongoFixture fixture) : WaitSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoPurges(MongoFixture fixture) : PurgeSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoResubmissions(MongoFixture fixture) : ResubmitSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoStats(MongoFixture fixture) : StatsSpecification(fixture), IClassFixture<MongoFixture>;
