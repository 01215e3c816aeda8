using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.SqlServer;

/// <summary>
/// What SQL Server is sent, for which nothing has to be registered. No server takes part: <c>Baselines.sql</c> beside this file has the
/// statement of each filter, read by a person. What needs a translation is refused, and says what it needs.
/// </summary>
public sealed partial class SqlServerTests
{
    private const string Advice =
        "-- refused: it needs UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql "
        + "(package TaskDbLinq.PostgreSql)";

    /// <summary>Filters that the other providers are not asked.</summary>
    private static readonly string[] More =
    [
        """{"balance":9.99}""", """{"name":{"$in":["ann","bob"]}}""", """{"joined":"2026-02-03"}""", """{"score":{"$exists":true}}""",
        """{"balance":{"$gte":9.999}}""", """{"$and":[{"points":{"$ne":5}},{"vip":{"$ne":null}}]}""",
        """{"address.country.code":{"$in":["it",null]}}""", """{"orders":{"$not":{"$elemMatch":{"total":5}}}}""",
    ];

    [Fact]
    public void Each_filter_is_the_statement_that_was_read()
    {
        using var context = new ShopContext(options => options.UseSqlServer("Server=nowhere"));
        var said = ShopCases.Filters.Select(row => row.Data.Item1)
            .Concat(More)
            .Select(filter => $"-- {filter}\n{Said(context, filter)}\n");
        var found = string.Join('\n', said);
        if (Environment.GetEnvironmentVariable("TASKDB_TEST_WRITE") is { Length: > 0 } file)
        {
            File.WriteAllText(file, found);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SqlServer", "Baselines.sql")), found);
    }

    [Fact]
    public void It_can_not_be_registered_and_need_not_be() => Assert.Contains(
        "Leave it out: filters by equality, by numbers and by dates need no registration on any provider",
        Assert.Throws<InvalidOperationException>(
            () => new DbContextOptionsBuilder().UseSqlServer("Server=nowhere").UseMongoQueries()).Message,
        StringComparison.Ordinal);

    private static string Said(ShopContext context, string filter)
    {
        try
        {
            return context.Customers.Where(Filter.ToExpression<Customer>(filter)).Select(customer => customer.Id).ToQueryString();
        }
        catch (InvalidOperationException refusal)
        {
            return Needs().IsMatch(refusal.Message) ? Advice : $"-- refused: {Method().Match(refusal.Message).Value}";
        }
    }

    [GeneratedRegex("needs: \"UseMongoQueries")]
    private static partial Regex Needs();

    [GeneratedRegex("Translation of method '[^']+' failed")]
    private static partial Regex Method();
}
