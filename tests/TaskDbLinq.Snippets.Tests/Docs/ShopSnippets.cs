using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq;
using Xunit;

namespace Shop;

/// <summary>
/// The C# of README.md, docs/getting-started.md, docs/recipes.md, docs/errors.md, docs/groups.md and docs/updates.md about the shop,
/// compiled and run.
/// </summary>
[Collection(nameof(CurrentFolder))]
public sealed class ShopSnippets : IAsyncLifetime
{
    private static readonly FilterOptions Allowed = FilterOptions.Default
        .Allow(fields: ["name", "orders.placed"], operators: ["$eq", "$in", "$gte", "$lt", "$and", "$or", "$elemMatch"])
        .WithLimits(new FilterLimits { Depth = 8, Nodes = 100, ListLength = 1_000 });

    private readonly CurrentFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using var shop = new ShopContext();
        await shop.Database.EnsureCreatedAsync();
        shop.Add(new Customer
        {
            Name = "Ann",
            Orders = [new() { Placed = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-7", Quantity = 1 }] }],
        });
        await shop.SaveChangesAsync();

        shop.Add(new Customer
        {
            Name = "Abe",
            Orders = [new() { Placed = new(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-7", Quantity = 1 }] }],
        });
        shop.Add(new Customer
        {
            Name = "Bob",
            Orders = [new() { Placed = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc), Lines = [new() { Sku = "X-8", Quantity = 1 }] }],
        });
        await shop.SaveChangesAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Customers_are_grouped_by_a_document()
    {
        await using var shop = new ShopContext();
        var byName = GroupQuery.Parse("""{ "group": ["name"], "count": "customers", "max": { "last": "id" }, "sort": ["-customers"] }""");
        var groups = await shop.Customers.ToGroupsAsync(byName);     // groups[0]["name"], groups[0]["customers"], groups[0]["last"]

        Assert.Equal(["Abe", "Ann", "Bob"], groups.Select(group => group["name"]));
        Assert.Equal([(1L, 2), (1L, 1), (1L, 3)], groups.Select(group => ((long)group["customers"]!, (int)group["last"]!)));
    }

    [Fact]
    public async Task Customers_are_changed_by_a_document()
    {
        await using var shop = new ShopContext();
        var renamed = await shop.Customers
            .Where(Filter.Parse("""{ "name": "Abe" }""").ToExpression<Customer>())
            .UpdateByAsync(UpdateDocument.Parse("""{ "$set": { "name": "Abel" } }"""));

        Assert.Equal(1, renamed);
        Assert.Equal(["Abel", "Ann", "Bob"], shop.Customers.Select(c => c.Name).Order());
    }

    [Fact]
    public async Task The_readme_asks_in_sql_and_in_memory()
    {
        await using var shop = new ShopContext();
        var customers = await shop.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToListAsync();

        var filter = Filter.Parse("""{ "name": { "$regex": "^A" }, "orders": { "$elemMatch": { "placed": { "$gte": "2026-01-01T00:00:00Z" }, "lines.sku": "X-7" } } }""");
        var inSql = await shop.Customers.Where(filter.ToExpression<Customer>()).ToListAsync();
        var inMemory = customers.Where(filter.ToPredicate<Customer>()).ToList();
        var both = filter & Filter.FromExpression<Customer>(c => c.Name != "Abe");
        var json = both.ToJson();

        Assert.Equal("Ann", Assert.Single(inSql).Name);
        Assert.Equal("Ann", Assert.Single(inMemory).Name);
        Assert.Equal(both, Filter.Parse(json));
    }

    /// <summary>The README's own filter is within the README's own allow-list, whichever way a field is reached; others are not.</summary>
    [Theory]
    [InlineData("""{ "name": { "$regex": "^A" }, "orders": { "$elemMatch": { "placed": { "$gte": "2026-01-01T00:00:00Z" }, "lines.sku": "X-7" } } }""", "")]
    [InlineData("""{ "orders.lines.sku": "X-7" }""", "")]
    [InlineData("""{ "id": 1 }""", "id")]
    [InlineData("""{ "placed": "2026-01-01T00:00:00Z" }""", "placed")]
    [InlineData("""{ "name": { "$ne": "Ann" } }""", "name.$ne")]
    public void The_readme_limits_what_comes_from_outside(string fromOutside, string refused)
    {
        var allowed = FilterOptions.Default.Allow(fields: ["name", "orders"], operators: ["$eq", "$in", "$regex", "$gte", "$elemMatch"]);
        var parsed = Filter.TryParse(fromOutside, allowed);

        Assert.Equal(refused, string.Join(' ', parsed.Problems.Select(problem => problem.Path)));
    }

    [Fact]
    public async Task Getting_started_finds_one_customer()
    {
        await using var shop = new ShopContext();
        shop.Remove(await shop.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).SingleAsync(c => c.Name == "Abe"));
        await shop.SaveChangesAsync();

        var filter = Filter.Parse("""{ "orders": { "$elemMatch": { "lines.sku": "X-7" } } }""");
        var found = await shop.Customers.Where(filter.ToExpression<Customer>()).ToListAsync();

        Assert.Single(found);
    }

    [Fact]
    public async Task A_web_api_returns_rows_or_problems()
    {
        await using var shop = new ShopContext();
        var found = Assert.IsType<Ok<List<Customer>>>(
            await Search("""{ "orders": { "$elemMatch": { "placed": { "$lt": "2026-01-01T00:00:00Z" } } } }""", shop));
        Assert.Equal("Abe", Assert.Single(found.Value!).Name);
        var refused = Assert.IsType<BadRequest<IReadOnlyList<QueryProblem>>>(
            await Search("""{ "orders": { "$elemMatch": { "lines.sku": "X-7" } } }""", shop));
        Assert.Equal("orders.$elemMatch.lines.sku: this field is not allowed here", Assert.Single(refused.Value!).ToString());
    }

    public static async Task<IResult> Search(string filter, ShopContext shop)
    {
        var parsed = Filter.TryParse(filter, Allowed);
        var problems = parsed.Success ? parsed.Filter.Validate<Customer>() : parsed.Problems;
        return problems.Count > 0
            ? Results.BadRequest(problems)
            : Results.Ok(await shop.Customers.Where(parsed.Filter.ToExpression<Customer>()).Take(100).ToListAsync());
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/customers", Search);
    }

    [Fact]
    public async Task A_restriction_is_not_lifted()
    {
        await using var shop = new ShopContext();

        var mine = Filter.FromExpression<Customer>(c => c.Name != "Abe");
        var both = mine & Filter.Parse("""{ "$or": [{}, { "name": "Abe" }] }""");

        Assert.Equal(
            ["Ann", "Bob"],
            await shop.Customers.Where(both.ToExpression<Customer>()).Select(c => c.Name).OrderBy(name => name).ToListAsync());
    }

    [Fact]
    public void A_filter_is_tested_without_a_database()
    {
        var isLate = Filter.Parse("""{ "orders.placed": { "$lt": "2026-01-01T00:00:00Z" } }""").ToPredicate<Customer>();
        Assert.True(isLate(new Customer { Orders = [new() { Placed = new(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc) }] }));

        Assert.False(isLate(new Customer()));
    }

    [Fact]
    public void Problems_are_returned()
    {
        var parsed = Filter.TryParse("""{ "nam": { "$regx": "^A" } }""");
        var problems = parsed.Success ? parsed.Filter.Validate<Customer>() : parsed.Problems;

        Assert.Equal("nam.$regx: unknown operator '$regx'; did you mean '$regex'?", Assert.Single(problems).ToString());
    }
}
