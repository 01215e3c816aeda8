using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>Filters in queries that EF Core compiles ahead, and over what a query makes of its records.</summary>
public sealed class CompiledQueryTests : IDisposable
{
    private static readonly Expression<Func<Customer, bool>> AfterB = Filter.ToExpression<Customer>("""{"name":{"$gt":"b"}}""");

    private readonly ShopContext _context = ShopContext.Of(ShopCases.Customers);

    [Fact]
    public void A_compiled_query_captures_its_filter()
    {
        var query = EF.CompileQuery((ShopContext context) => context.Customers.Where(AfterB).Select(customer => customer.Name));
        Assert.Equal(["bob", "cy"], query(_context).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_filter_as_an_argument_is_refused_with_what_to_do()
    {
        var query = EF.CompileQuery((ShopContext context, Expression<Func<Customer, bool>> filter) => context.Customers.Where(filter));
        Refused(
            Assert.Throws<QueryException>(() => query(_context, AfterB).Count()),
            "let the query capture the filter, or leave EF.CompileQuery out");

        var later = EF.CompileAsyncQuery((ShopContext context, Expression<Func<Customer, bool>> filter) => context.Customers.First(filter));
        Refused(
            await Assert.ThrowsAsync<QueryException>(() => later(_context, AfterB)),
            "let the query capture the filter, or leave EF.CompileQuery out");
    }

    [Fact]
    public void What_an_initializer_makes_is_asked_like_any_record()
    {
        var rows = _context.Customers.Select(customer => new Named { Name = customer.Name, Priority = customer.Priority });
        Assert.Equal(["cy"], rows.Where(Filter.ToExpression<Named>("""{"priority":{"$gt":1},"name":{"$gt":"b"}}""")).Select(row => row.Name).ToArray());
    }

    [Fact]
    public void What_a_constructor_makes_is_refused_with_what_to_do()
    {
        var rows = _context.Customers.Select(customer => new Made(customer.Name, customer.Priority));
        var filter = Filter.ToExpression<Made>("""{"priority":{"$gt":1}}""");
        const string advice = "filter before Select, or write new Made { … } with its properties";
        Refused(Assert.Throws<QueryException>(() => rows.Where(filter).ToList()), advice);
        Refused(Assert.Throws<QueryException>(() => rows.OrderBy(row => row.Name).Count(filter)), advice);
    }

    public void Dispose() => _context.Dispose();

    private static void Refused(QueryException refusal, string advice) =>
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);

    private sealed record Made(string Name, int? Priority);

    private sealed class Named
    {
        public string Name { get; set; } = string.Empty;

        public int? Priority { get; set; }
    }
}
