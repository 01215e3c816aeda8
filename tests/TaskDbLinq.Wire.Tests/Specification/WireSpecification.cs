using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Wire.Tests.Specification;

public class DictWireRecords(WireOverDict fixture) : RecordSpecification(fixture), IClassFixture<WireOverDict>;

public class DictWireQueries(LongWireOverDict fixture) : QuerySpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireOperators(LongWireOverDict fixture) : OperatorSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireEdges(LongWireOverDict fixture) : EdgeSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireLinqPredicates(LongWireOverDict fixture) : LinqPredicateSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireLinqOperators(LongWireOverDict fixture) : LinqOperatorSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireLinqPortability(LongWireOverDict fixture) : LinqPortabilitySpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWirePurges(LongWireOverDict fixture) : PurgeSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireResubmissions(LongWireOverDict fixture) : ResubmitSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireResults(LongWireOverDict fixture) : ResultSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireFigures(LongWireOverDict fixture) : StatsSpecification(fixture), IClassFixture<LongWireOverDict>;

public class DictWireGroups(WireOverDict fixture) : GroupSpecification(fixture), IClassFixture<WireOverDict>;

public class DictWireUpdates(WireOverDict fixture) : UpdateSpecification(fixture), IClassFixture<WireOverDict>;

public class DictWireWaits(LongWireOverDict fixture) : WaitSpecification(fixture), IClassFixture<LongWireOverDict>;

public class SqliteWireRecords(WireOverSqlite fixture) : RecordSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireQueries(LongWireOverSqlite fixture) : QuerySpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireOperators(WireOverSqlite fixture) : OperatorSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireEdges(WireOverSqlite fixture) : EdgeSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireLinqPredicates(LongWireOverSqlite fixture) : LinqPredicateSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireLinqOperators(WireOverSqlite fixture) : LinqOperatorSpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWireLinqPortability(WireOverSqlite fixture) : LinqPortabilitySpecification(fixture), IClassFixture<WireOverSqlite>;

public class SqliteWirePurges(LongWireOverSqlite fixture) : PurgeSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireResubmissions(LongWireOverSqlite fixture) : ResubmitSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireResults(LongWireOverSqlite fixture) : ResultSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireFigures(LongWireOverSqlite fixture) : StatsSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireGroups(LongWireOverSqlite fixture) : GroupSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireUpdates(LongWireOverSqlite fixture) : UpdateSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class SqliteWireWaits(LongWireOverSqlite fixture) : WaitSpecification(fixture), IClassFixture<LongWireOverSqlite>;

public class WireCompliance
{
    /// <summary>By a fixture, or by the one that takes it up at length only.</summary>
    [Theory]
    [InlineData(typeof(WireOverDict))]
    [InlineData(typeof(WireOverSqlite))]
    public void Every_part_of_the_specification_runs_over_the_wire(Type fixture)
    {
        var classes = typeof(WireCompliance).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsPublic: true }
            && type.GetConstructors()
                .Any(constructor => constructor.GetParameters().Any(parameter => fixture.IsAssignableFrom(parameter.ParameterType))));
        Assert.Empty(SpecificationCompliance.Parts().Where(part => !classes.Any(part.IsAssignableFrom)).Select(part => part.Name));
    }
}
