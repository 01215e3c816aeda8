using System.Data;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Shop;

/// <summary>A model of one's own on a database in which the order of bytes is not that of code points.</summary>
public sealed class EncodingTests(PostgresServer server)
{
    private const string Refusal = "The database is encoded in LATIN1. UseMongoQueries orders strings by code point, which PostgreSQL does "
        + "in UTF8 only: leave it out, or convert the database.";

    [Fact]
    public async Task A_database_of_another_encoding_answers_no_command()
    {
        var connection = server.CreateDatabase("LATIN1");
        await using (var plain = new NameContext(connection, isOurs: false))
        {
            await plain.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
            plain.Add(new Named { Name = "a" });
            await plain.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var context = new NameContext(connection, isOurs: true);
        var names = context.Set<Named>().Where(Filter.Parse("""{"name": {"$gte": "a"}}""").ToExpression<Named>());
        Assert.Equal(Refusal, Assert.Throws<InvalidOperationException>(() => names.ToList()).Message);
        Assert.Equal(Refusal, Assert.Throws<InvalidOperationException>(() => names.ExecuteDelete()).Message);
        Assert.Equal(
            Refusal,
            (await Assert.ThrowsAsync<InvalidOperationException>(() => names.CountAsync(TestContext.Current.CancellationToken))).Message);
        Assert.Equal(
            Refusal,
            (await Assert.ThrowsAsync<InvalidOperationException>(
                () => names.ExecuteDeleteAsync(TestContext.Current.CancellationToken))).Message);
        Assert.Equal(ConnectionState.Closed, context.Database.GetDbConnection().State);

        await using var again = new NameContext(connection, isOurs: false);
        Assert.Equal(1, await again.Set<Named>().CountAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Named
    {
        public int Id { get; set; }

        public string Name { get; set; } = string.Empty;
    }

    private sealed class NameContext(string connection, bool isOurs) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options)
        {
            options.UseNpgsql(connection);
            if (isOurs)
            {
                options.UseMongoQueries();
            }
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Named>();
    }
}
