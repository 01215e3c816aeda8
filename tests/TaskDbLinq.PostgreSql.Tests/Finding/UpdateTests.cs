using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Finding;

/// <summary>Updates as data of the rows of a model, on SQLite and on PostgreSQL; the answers are written by hand.</summary>
public sealed class UpdateTests(PostgresServer server)
{
    [Fact]
    public async Task Columns_are_changed_as_the_operators_say()
    {
        using var sqlite = ShopContext.Of(ShopCases.Customers);
        var connection = server.CreateDatabase();
        using var postgres = ShopContext.Of(ShopCases.Customers, options => options.UseNpgsql(connection).UseMongoQueries());
        foreach (var context in new[] { sqlite, postgres })
        {
            var all = context.Customers.Where(customer => customer.Name != string.Empty);
            Assert.Equal(2, await Update(
                all.Where(Filter.Parse("""{"active": true}""").ToExpression<Customer>()), """{"$set": {"nick": "it's", "tier": "basic"}, "$inc": {"points": 10}}"""));
            Assert.Equal(3, await Update(all, """{"$inc": {"priority": 2, "balance": {"$numberDecimal": "0.5"}, "score": 0.5}, "$unset": {"vip": 1}}"""));
            await Update(all, """{"$max": {"points": 10, "joined": "2026-01-03"}, "$min": {"ratio": 0.75}, "$currentDate": {"last_seen": true}}""");
            Assert.Equal(
                "ann nick=it's tier=Basic points=15 priority=3 balance=11 score=2 ratio=0.5 joined=2026-01-03 vip=; "
                    + "bob nick= tier=Basic points=9007199254740993 priority=2 balance=10.49 score=-1.5 ratio=0.75 joined=2026-02-03 vip=; "
                    + "cy nick=it's tier=Basic points=10 priority=6 balance=100.5 score=3.5 ratio=0.75 joined=2026-01-03 vip=",
                string.Join(
                    "; ",
                    (await context.Customers.AsNoTracking()
                        .OrderBy(customer => customer.Name)
                        .ToListAsync(TestContext.Current.CancellationToken)).Select(Shown)));
            Assert.Equal(
                3,
                await context.Customers.CountAsync(
                    customer => customer.LastSeen > new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
                    TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_path()
    {
        using var sqlite = ShopContext.Of(ShopCases.Customers);
        var update = UpdateDocument.Parse(
            """{"$set": {"naem": 1, "name": null, "points": "x", "address.city": "Oslo", "tags": ["a"]}, "$inc": {"nick": 1}, "$max": {"vip": true}, "$currentDate": {"balance": true}}""");
        var error =
            await Assert.ThrowsAsync<QueryException>(() => sqlite.Customers.UpdateByAsync(update, TestContext.Current.CancellationToken));
        Assert.Equal(
            ["$set.naem", "$set.name", "$set.points", "$set.address.city", "$set.tags", "$inc.nick", "$max.vip", "$currentDate.balance"],
            error.Problems.Select(problem => problem.Path));
        Assert.Equal("$set.name: 'name' can't be null", error.Problems[1].ToString());
    }

    private static Task<int> Update(IQueryable<Customer> records, string update) =>
        records.UpdateByAsync(UpdateDocument.Parse(update), TestContext.Current.CancellationToken);

    private static string Shown(Customer it) => string.Create(
        CultureInfo.InvariantCulture,
        $"{it.Name} nick={it.Nick} tier={it.Tier} points={it.Points} priority={it.Priority} balance={it.Balance:0.##} "
        + $"score={it.Score} ratio={it.Ratio} joined={it.Joined:yyyy-MM-dd} vip={it.Vip}");
}
