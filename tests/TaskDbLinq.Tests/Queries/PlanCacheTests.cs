using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>One compilation serves all queries of a shape, each with its own values.</summary>
public class PlanCacheTests
{
    private readonly PlanCache<Customer> _cache = new();

    [Fact]
    public void A_shape_that_was_seen_compiles_nothing()
    {
        var ann = new Customer { Name = "ann", Priority = 3 };
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(i < 3, Holds(ann, $$"""{"name":"ann","priority":{"$gt":{{i}} } }"""));
            Assert.Equal(i == 3, Holds(ann, $$"""{"priority":{"$in":[{{string.Join(',', Enumerable.Repeat(i, i + 1))}}] } }"""));
        }

        Assert.Equal(2, _cache.Compilations);
    }

    [Fact]
    public void Other_kinds_of_values_are_other_shapes()
    {
        var ann = new Customer { Name = "ann", Priority = 3, Score = double.NaN };
        Assert.True(Holds(ann, """{"priority":{"$gt":2}}"""));
        Assert.True(Holds(ann, """{"priority":{"$gt":2.5}}"""));
        Assert.False(Holds(ann, """{"priority":{"$gt":9007199254740993}}"""));
        Assert.False(Holds(ann, """{"score":{"$in":[1]}}"""));
        Assert.True(Holds(ann, """{"score":{"$in":[1,{"$numberDouble":"NaN"}]}}"""));
        Assert.Equal(5, _cache.Compilations);
    }

    [Fact]
    public void A_query_that_does_not_fit_is_not_kept()
    {
        var problems = new List<QueryProblem>();
        Assert.Null(_cache.Bind(Filter.Parse("""{"nmae":1}"""), problems));
        Assert.Single(problems);
        Assert.Equal(0, _cache.Compilations);
    }

    [Fact]
    public void Numbers_beyond_a_doubles_precision_equal_no_double()
    {
        Assert.False(Holds(new Customer { Score = 9007199254740992.0 }, """{"score":9007199254740993}"""));
        Assert.True(Holds(new Customer { Score = 9007199254740992.0 }, """{"score":9007199254740992}"""));
        Assert.True(Holds(new Customer { Score = 9007199254740992.0 }, """{"score":{"$lt":9007199254740993}}"""));
        Assert.False(Holds(new Customer { Score = 9007199254740992.0 }, """{"score":{"$in":[9007199254740993]}}"""));
    }

    private bool Holds(Customer customer, string filter) => _cache.Bind(Filter.Parse(filter), [])!.Holds(customer);
}
