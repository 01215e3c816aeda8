using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>Each operator over an ordinary EF Core context, with nulls in every nullable column; names of the answers are written by hand.</summary>
public sealed class ShopOperatorTests : IDisposable
{
    private static readonly Customer[] Customers =
    [
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000001"), Name = "ann", Nick = "a", Priority = 1, Points = 5, Score = 1.5, Ratio = 0.5f, Balance = 10.5m,
            Active = true, Vip = true, Tier = Tier.PureGold, FormerTier = Tier.Basic, Joined = new(2026, 1, 2), LastSeen = Utc(3),
            Address = new() { City = "Rome", Country = new() { Code = "it" } }, Tags = ["x", "y"], Marks = [1, 2],
            Orders = [new() { Total = 5, Note = "n", Lines = [new() { Sku = "s", Quantity = 2 }] }, new() { Total = 20 }],
        },
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000002"), Name = "bob", Nick = null, Priority = null, Points = 9007199254740993, Score = -2, Ratio = null, Balance = 9.99m,
            Active = false, Vip = null, Tier = Tier.Basic, FormerTier = null, Joined = new(2026, 2, 3), LastSeen = null,
            Address = null, Tags = null, Marks = [], Orders = [],
        },
        new()
        {
            Key = new Guid("00000000-0000-0000-0000-000000000003"), Name = "cy", Nick = "\U0001F600", Priority = 4, Points = -3, Score = 3, Ratio = 1, Balance = 100m,
            Active = true, Vip = false, Tier = Tier.Silver, FormerTier = Tier.Silver, Joined = new(2026, 1, 3), LastSeen = Utc(5),
            Address = new() { City = null, Country = null }, Tags = [null, "y"], Marks = [7], Orders = [new() { Total = 7, Note = null }],
        },
    ];

    private readonly ShopContext _context = ShopContext.Of(Customers);

    [Theory]
    [InlineData("""{"name":"ann"}""", "ann")]
    [InlineData("""{"nick":null}""", "bob")]
    [InlineData("""{"nick":{"$ne":"a"}}""", "bob cy")]
    [InlineData("""{"nick":{"$gt":"\uFFFD"}}""", "cy")]
    [InlineData("""{"priority":{"$gt":1}}""", "cy")]
    [InlineData("""{"priority":{"$gte":1,"$lt":3.5}}""", "ann")]
    [InlineData("""{"priority":{"$in":[null,4]}}""", "bob cy")]
    [InlineData("""{"priority":{"$nin":[1]}}""", "bob cy")]
    [InlineData("""{"priority":{"$mod":[3,1]}}""", "ann cy")]
    [InlineData("""{"points":9007199254740993}""", "bob")]
    [InlineData("""{"points":{"$gt":9007199254740992.0}}""", "bob")]
    [InlineData("""{"score":{"$lte":1.5}}""", "ann bob")]
    [InlineData("""{"ratio":{"$lt":1}}""", "ann")]
    [InlineData("""{"score":{"$in":[3,{"$numberDouble":"NaN"}]}}""", "cy")]
    [InlineData("""{"score":{"$nin":[9007199254740993,1.5]}}""", "bob cy")]
    [InlineData("""{"$or":[{"score":9007199254740993},{"score":{"$numberDouble":"NaN"}},{"name":"ann"}]}""", "ann")]
    [InlineData("""{"balance":{"$gt":9.99}}""", "ann cy")]
    [InlineData("""{"balance":{"$in":[9.99,100]}}""", "bob cy")]
    [InlineData("""{"active":true}""", "ann cy")]
    [InlineData("""{"vip":{"$gte":false}}""", "ann cy")]
    [InlineData("""{"vip":{"$lt":true}}""", "cy")]
    [InlineData("""{"tier":"pure_gold"}""", "ann")]
    [InlineData("""{"former_tier":{"$in":["Basic"]}}""", "ann")]
    [InlineData("""{"key":{"$uuid":"00000000-0000-0000-0000-000000000002"}}""", "bob")]
    [InlineData("""{"joined":{"$lt":"2026-02-01"}}""", "ann cy")]
    [InlineData("""{"last_seen":{"$gt":"2026-01-04T00:00:00Z"}}""", "cy")]
    [InlineData("""{"last_seen":{"$exists":false}}""", "bob")]
    [InlineData("""{"name":{"$regex":"^[AB]","$options":"i"}}""", "ann bob")]
    [InlineData("""{"name":{"$glob":"[!a]*"}}""", "bob cy")]
    [InlineData("""{"address":null}""", "bob")]
    [InlineData("""{"address.city":"Rome"}""", "ann")]
    [InlineData("""{"address.country.code":null}""", "bob cy")]
    [InlineData("""{"address.country.code":{"$ne":"it"}}""", "bob cy")]
    [InlineData("""{"tags":"x"}""", "ann")]
    [InlineData("""{"tags":{"$all":["x","y"]}}""", "ann")]
    [InlineData("""{"tags":null}""", "bob cy")]
    [InlineData("""{"tags":{"$size":2}}""", "ann cy")]
    [InlineData("""{"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}""", "ann")]
    [InlineData("""{"orders":{"$size":0}}""", "bob")]
    [InlineData("""{"orders.total":{"$gt":6}}""", "ann cy")]
    [InlineData("""{"orders":{"$elemMatch":{"total":{"$lt":6},"note":"n"}}}""", "ann")]
    [InlineData("""{"orders.note":null}""", "ann cy")]
    [InlineData("""{"orders.lines.sku":"s"}""", "ann")]
    [InlineData("""{"$or":[{"nick":"a"},{"priority":{"$gt":3}}]}""", "ann cy")]
    [InlineData("""{"$nor":[{"nick":"a"},{"priority":{"$gt":3}}]}""", "bob")]
    [InlineData("""{"priority":{"$not":{"$gt":1,"$lt":9}}}""", "ann bob")]
    public void A_filter_and_its_complement(string filter, string expected)
    {
        var query = Filter.Parse(filter);
        var complement = Filter.Parse($$"""{"$nor":[{{filter}}]}""");
        var others = string.Join(' ', Customers.Select(customer => customer.Name).Except(expected.Split(' ')));
        Assert.Equal(expected, Stored(query));
        Assert.Equal(others, Stored(complement));
        Assert.Equal(expected, InMemory(query));
        Assert.Equal(others, InMemory(complement));

        var back = Filter.FromExpression(query.ToExpression<Customer>());
        Assert.Equal(expected, Stored(back));
        Assert.Equal(expected, InMemory(back));
    }

    [Fact]
    public void Values_are_parameters_and_navigations_become_exists()
    {
        Assert.Contains("""WHERE "c"."Name" = @Operand""", Sql("""{"name":"ann"}"""), StringComparison.Ordinal);
        Assert.Contains("""WHERE "c"."Priority" >= @Operand AND "c"."Priority" < @Operand1""", Sql("""{"priority":{"$gte":1,"$lt":4}}"""), StringComparison.Ordinal);
        var exists = Sql("""{"orders":{"$elemMatch":{"total":{"$gt":6}}}}""");
        Assert.Contains("WHERE EXISTS (", exists, StringComparison.Ordinal);
        Assert.Contains("""FROM "Order" AS "o""", exists, StringComparison.Ordinal);
        Assert.Contains("""WHERE "c"."Key" = "o"."CustomerKey" AND ef_compare("o"."Total", @Operand) > 0)""", exists, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_from_outside_is_held_to_what_is_allowed()
    {
        var options = FilterOptions.Default.Allow(fields: ["name", "address"], operators: ["$eq", "$in"]);
        Assert.Equal("ann", Stored(Filter.Parse("""{"name":{"$in":["ann"]},"address.city":"Rome"}""", options)));
        var fault = Assert.Throws<QueryException>(() => Filter.Parse("""{"balance":1,"name":{"$regex":"a"},"$or":[{"key":1}]}""", options));
        Assert.Equal(["balance", "name.$regex", "$or"], fault.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Linq_and_text_run_in_the_store()
    {
        Assert.Equal("ann", Stored(Filter.FromExpression<Customer>(c => c.Orders.Any(o => o.Lines.Any(l => l.Sku == "s")))));
        Assert.Equal(["cy"], _context.Customers.WhereText("priority > 3 and address.city == null").Select(c => c.Name).ToArray());
    }

    public void Dispose() => _context.Dispose();

    private static DateTime Utc(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);

    private static string InMemory(Filter query) => string.Join(' ', Customers.Where(query.ToPredicate<Customer>()).Select(customer => customer.Name));

    private string Stored(Filter query) =>
        string.Join(' ', _context.Customers.Where(query.ToExpression<Customer>()).Select(customer => customer.Name).ToList().Order(StringComparer.Ordinal));

    private string Sql(string filter) => _context.Customers.Where(Filter.ToExpression<Customer>(filter)).ToQueryString();
}
