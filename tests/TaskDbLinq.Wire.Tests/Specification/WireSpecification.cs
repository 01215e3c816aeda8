using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Wire.Tests.Specification;

public class DictWireRecords(WireOverDict fixture) : RecordSpecification(fixture), IClassFixture<WireOverDict>;

public class DictWireQueries(LongWireOverDict fixture) : QuerySpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireOperators(LongWireOverDict fixture) : OperatorSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireEdges(LongWireOverDict fixture) : EdgeSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireLinqPredicates(LongWireOverDict fixture) : LinqPredicateSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireLinqOperators(LongWireOverDict fixture) : LinqOperatorSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWirePurges(LongWireOverDict fixture) : PurgeSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireResubmissions(LongWireOverDict fixture) : ResubmitSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireResults(LongWireOverDict fixture) : ResultSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireFigures(LongWireOverDict fixture) : StatsSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireWaits(LongWireOverDict fixture) : WaitSpecification(fixture), IClassFixture<LongWireOverDict>;

public class SqliteWireRecords(WireOverSqlite fixture) : RecordSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireQueries(WireOverSqlite fixture) : QuerySpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireOperators(WireOverSqlite fixture) : OperatorSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireEdges(WireOverSqlite fixture) : EdgeSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireLinqPredicates(WireOverSqlite fixture) : LinqPredicateSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireLinqOperators(WireOverSqlite fixture) : LinqOperatorSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWirePurges(WireOverSqlite fixture) : PurgeSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireResubmissions(WireOverSqlite fixture) : ResubmitSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireResults(WireOverSqlite fixture) : ResultSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireFigures(WireOverSqlite fixture) : StatsSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireWaits(WireOverSqlite fixture) : WaitSpecification(fixture), IClassFixture<WireOverSqlite>;

public class WireCompliance
{
    /// <summary>By a fixture, or by the one that takes it up at length only.</summary>
    [Theory]
    [InlineData(typeof(WireOverDict))]
    [InlineData(typeof(WireOverSqlite))]
    public void Every_part_of_the_specification_runs_over_the_wire(Type fixture)
    {
        var classes = typeof(WireCompliance).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsPublic: true }
            && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => fixture.IsAssignableFrom(parameter.ParameterType))));
        Assert.Empty(SpecificationCompliance.Parts().Where(part => !classes.Any(part.IsAssignableFrom)).Select(part => part.Name));
    }
}
