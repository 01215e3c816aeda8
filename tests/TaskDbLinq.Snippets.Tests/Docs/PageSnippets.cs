using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq;
using Xunit;

namespace Shop.People;

/// <summary>The pages of docs/providers.md, compiled and run on a model of its own.</summary>
public sealed class PageSnippets
{
    [Fact]
    public async Task A_question_is_answered_page_by_page()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var context = new PeopleContext(connection);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        context.AddRange(Enumerable.Range(0, 60).Select(number => new Customer
        {
            Name = $"n{number}",
            Age = number,
            Created = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number),
            Address = new Address { City = "here" },
        }));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);

        var question = FindQuery.FromQueryString("?filter={\"age\":{\"$gt\":30}}&sort=-created,name&projection=name,address.city&limit=20");
        var page = await context.Customers.ToDocumentPageAsync(question, withTotal: true);     // page.Items, page.Next, page.Total
        var next = await context.Customers.ToDocumentPageAsync(question with { After = page.Next });

        Assert.Equal((20, 29L), (page.Items.Count, page.Total));
        Assert.Equal((9, null), (next.Items.Count, next.Next));
        Assert.Equal("n39", next.Items[0]["name"]);
    }

    public sealed class Customer
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public int Age { get; set; }

        public DateTime Created { get; set; }

        public Address Address { get; set; } = new();
    }

    public sealed class Address
    {
        public string City { get; set; } = "";
    }

    private sealed class PeopleContext(SqliteConnection connection) : DbContext
    {
        public DbSet<Customer> Customers => Set<Customer>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(connection).UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Customer>().OwnsOne(customer => customer.Address);
    }
}
