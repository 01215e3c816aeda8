using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>A context on a connection that its user made, as tests with a database in memory do.</summary>
public class GivenConnectionTests
{
    private const string Names = """{"name": {"$regex": "^A"}}""";

    [Fact]
    public async Task One_that_is_open_gets_the_functions_too()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var context = new NamesContext(connection);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await AssertFoundAsync(context);
    }

    [Fact]
    public async Task One_that_is_opened_again_keeps_them()
    {
        await using var keeper = new SqliteConnection("Data Source=names;Mode=Memory;Cache=Shared");
        await keeper.OpenAsync(TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection(keeper.ConnectionString);
        await using var context = new NamesContext(connection);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await AssertFoundAsync(context);
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
        Assert.Single(await context.Names.Where(Filter.ToExpression<Person>(Names)).ToListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AssertFoundAsync(NamesContext context)
    {
        context.Names.AddRange(new Person { Name = "Ada" }, new Person { Name = "Bob" });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        var found = await context.Names.Where(Filter.ToExpression<Person>(Names)).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Ada", Assert.Single(found).Name);
    }

    private sealed class Person
    {
        public int Id { get; set; }

        public required string Name { get; set; }
    }

    private sealed class NamesContext(SqliteConnection connection) : DbContext
    {
        public DbSet<Person> Names => Set<Person>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite(connection).UseMongoQueries();
    }
}
