using System.Globalization;
using Npgsql;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>What PostgreSQL itself makes of groups, beside the specification of all stores.</summary>
public sealed class GroupingTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Doubles are added without losing what rounding cuts off, those that are too large or too fine for the fast way, too.
    /// </summary>
    [Fact]
    public async Task Doubles_are_added_exactly()
    {
        Assert.Equal("1000000123456789.8", await SumAsync(0.1, 0.2, 0.3, 1e300, -1e300, 1e-9, 123456789.125, 1e15));
        Assert.Equal("1", await SumAsync([.. Enumerable.Repeat<DocumentValue?>(0.1, 10)]));
        Assert.Equal("0.30000000000000004", await SumAsync(0.1, 0.2));
        Assert.Equal("549755813887.5", await SumAsync(549755813888.25, -0.75));
        Assert.Equal("-0.25", await SumAsync(-1.5, 1.25, "2", null));
    }

    /// <summary>One value written in several ways is one value, whichever the server adds up itself.</summary>
    [Fact]
    public async Task Numbers_of_all_kinds_are_added()
    {
        Assert.Equal("3000000000000000010.50", await SumAsync(1_500_000_000_000_000_000, 1_500_000_000_000_000_000, 7L, 2.25m, 1.25,
                "x", 0L));
        Assert.Equal("NaN", await SumAsync(1, double.NaN));
        Assert.Equal("Infinity", await SumAsync(1, double.PositiveInfinity, 2.5));
    }

    [Fact]
    public async Task The_server_groups_orders_and_pages()
    {
        var connection = server.CreateDatabase();
        await using var db = await PostgresDb.OpenAsync(connection, cancellationToken: Cancel);
        await db.AddAsync(Enumerable.Range(0, 6).Select(at => new TaskRecord { MsgId = $"{at}", Label = $"l{at % 3}" }), Cancel);
        var groups = await db.GroupAsync(
            GroupQuery.Parse("""{"group": ["label"], "count": "n", "sort": ["-n", "-label"], "skip": 1, "limit": 1}"""), Cancel);
        Assert.Equal("""{"label":"l1","n":2}""", Assert.Single(groups).ToString());
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync(Cancel);
        await using var asked = new NpgsqlCommand(
            "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%GROUP BY%' AND pid <> pg_backend_pid()",
            other);
        Assert.EndsWith(
            "GROUP BY 1\nORDER BY 2 DESC NULLS LAST, 1 DESC NULLS LAST\nLIMIT 1\nOFFSET 1",
            (string?)await asked.ExecuteScalarAsync(Cancel),
            StringComparison.Ordinal);
    }

    private async Task<string> SumAsync(params DocumentValue?[] values)
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel);
        await db.AddAsync(values.Select((value, at) => new TaskRecord { MsgId = $"{at}", Header = Document.Of(("v", value)) }), Cancel);
        await using ITaskDb memory = new DictDb();
        await memory.WriteAsync(TaskBatch.Add(await db.Tasks.Async().ToListAsync(Cancel)), Cancel);
        var query = GroupQuery.Parse("""{"sum": {"s": "header.v"}, "avg": {"a": "header.v"}}""");
        var found = (await db.GroupAsync(query, Cancel)).Single();
        Assert.Equal((await memory.GroupAsync(query, Cancel)).Single(), found);
        return found["s"] switch
        {
            DocumentDouble number => number.Value.ToString("R", CultureInfo.InvariantCulture),
            DocumentDecimal number => number.Value.ToString(CultureInfo.InvariantCulture),
            var other => other.ToString(),
        };
    }
}
