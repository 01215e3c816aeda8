using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>Each operator over an ordinary EF Core context, with nulls in every nullable column.</summary>
public sealed class ShopOperatorTests : IDisposable
{
    private readonly ShopContext _context = ShopContext.Of(ShopCases.Customers);

    [Theory]
    [MemberData(nameof(ShopCases.Filters), MemberType = typeof(ShopCases))]
    public void A_filter_and_its_complement(string filter, string expected)
    {
        var query = Filter.Parse(filter);
        var complement = Filter.Parse($$"""{"$nor":[{{filter}}]}""");
        var others = string.Join(' ', ShopCases.Customers.Select(customer => customer.Name).Except(expected.Split(' ')));
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

    private static string InMemory(Filter query) =>
        string.Join(' ', ShopCases.Customers.Where(query.ToPredicate<Customer>()).Select(customer => customer.Name));

    private string Stored(Filter query) =>
        string.Join(
            ' ',
            _context.Customers.Where(query.ToExpression<Customer>())
                .Select(customer => customer.Name)
                .ToList()
                .Order(StringComparer.Ordinal));

    private string Sql(string filter) => _context.Customers.Where(Filter.ToExpression<Customer>(filter)).ToQueryString();
}
