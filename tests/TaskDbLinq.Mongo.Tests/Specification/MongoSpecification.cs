using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Mongo.Tests.Specification;

public class MongoRecords(MongoFixture fixture) : RecordSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoQueries(MongoFixture fixture) : QuerySpecification(fixture), IClassFixture<MongoFixture>;

public class MongoOperators(MongoFixture fixture) : OperatorSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoEdges(MongoFixture fixture) : EdgeSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoLinqPredicates(MongoFixture fixture) : LinqPredicateSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoLinqOperators(MongoFixture fixture) : LinqOperatorSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoLinqPortability(MongoFixture fixture) : LinqPortabilitySpecification(fixture), IClassFixture<MongoFixture>;

public class MongoPurges(MongoFixture fixture) : PurgeSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoResubmissions(MongoFixture fixture) : ResubmitSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoResults(MongoFixture fixture) : ResultSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoFigures(MongoFixture fixture) : StatsSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoGroups(MongoFixture fixture) : GroupSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoUpdates(MongoFixture fixture) : UpdateSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoWaits(MongoFixture fixture) : WaitSpecification(fixture), IClassFixture<MongoFixture>;

public class MongoCompliance
{
    [Fact]
    public void Every_part_of_the_specification_runs_on_mongo() =>
        SpecificationCompliance.AssertComplete(typeof(MongoCompliance).Assembly, typeof(MongoFixture));
}
