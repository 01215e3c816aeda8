using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Shop;

/// <summary>A context without <c>UseMongoQueries</c>: what it can't answer says what to call, and which package has it.</summary>
public sealed class UnregisteredTests
{
    private const string Advice =
        "needs: \"UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql (package "
        + "TaskDbLinq.PostgreSql)\"";

    [Theory]
    [InlineData("""{"name":{"$regex":"^a"}}""")]
    [InlineData("""{"name":{"$glob":"a*"}}""")]
    [InlineData("""{"name":{"$gt":"a"}}""")]
    [InlineData("""{"address.city":{"$not":{"$lte":"a"}}}""")]
    [InlineData("""{"tags":{"$elemMatch":{"$gte":"a"}}}""")]
    [InlineData("""{"orders.note":{"$in":[{"$regularExpression":{"pattern":"a","options":""}}]}}""")]
    public void A_filter_says_what_it_needs(string filter)
    {
        using var context = new ShopContext(options => options.UseNpgsql("Host=nowhere"));
        var refusal = Assert.Throws<InvalidOperationException>(
            () => context.Customers.Where(Filter.ToExpression<Customer>(filter)).ToQueryString());
        Assert.Contains(Advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_says_what_it_needs()
    {
        using var context = new ShopContext(options => options.UseNpgsql("Host=nowhere"));
        var refusal = Assert.Throws<InvalidOperationException>(() => context.Customers.FindBy(FindQuery.Parse("""{"sort":{"name":1}}""")).ToQueryString());
        Assert.Contains(Advice, refusal.Message, StringComparison.Ordinal);
    }
}
