using Microsoft.EntityFrameworkCore;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.PostgreSql.Translation;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Shop;

/// <summary>Filters over customers, their address, orders and arrays: answers written by hand, and random ones as in memory.</summary>
public sealed class ShopTests(PostgresServer server)
{
    private const int Cases = 40;

    [Fact]
    public void Filters_and_their_complements_find_what_was_written_by_hand()
    {
        using var context = Of(ShopCases.Customers);
        foreach (var (filter, expected) in ShopCases.Filters.Select(row => row.Data))
        {
            var others = string.Join(' ', ShopCases.Customers.Select(customer => customer.Name).Except(expected.Split(' ')));
            Assert.Equal($"{filter}: {expected}", $"{filter}: {Names(context, Filter.Parse(filter))}");
            Assert.Equal($"not {filter}: {others}", $"not {filter}: {Names(context, Filter.Parse($$"""{"$nor":[{{filter}}]}"""))}");
        }
    }

    [Fact]
    public void Random_filters_find_what_memory_finds()
    {
        var customers = Enumerable.Range(0, 60).Select(seed => WithKey(new RandomShop(seed).Customer(), seed)).ToArray();
        using var context = Of(customers);
        RandomCases.Run(
            Cases,
            seed =>
            {
                var filter = new RandomShop(seed).CustomerFilter();
                Agree(context, customers, filter);
                Agree(context, customers, new() { ["$nor"] = new[] { filter } });
            });
    }

    [Fact]
    public void Lists_and_choices_of_full_length_are_one_query()
    {
        using var context = Of(ShopCases.Customers);
        var numbers = Enumerable.Range(0, 50_000).ToList();
        foreach (var (filter, expected) in new (Dictionary<string, object?>, string)[]
        {
            (new() { ["priority"] = In(numbers.Skip(2)) }, "cy"),
            (new() { ["name"] = In(numbers.Select(i => i == 3 ? "bob" : $"{i}")) }, "bob"),
            (new() { ["balance"] = In(numbers.Select(i => i / 100m)) }, "ann bob cy"),
            (new() { ["score"] = In(numbers.Select(i => i / 2.0)) }, "ann cy"),
            (new() { ["last_seen"] = In(numbers.Select(i => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i))) }, "ann cy"),
            (new()
            {
                ["$or"] = numbers.Skip(2).Take(2_500).Select(i => new Dictionary<string, object?> { ["points"] = i }).ToList(),
            }, "ann"),
        })
        {
            Assert.Equal(expected, Names(context, Filter.Parse(filter)));
        }

        static Dictionary<string, object?> In<T>(IEnumerable<T> values) => new() { ["$in"] = values.ToList() };
    }

    [Fact]
    public void A_typed_builder_keeps_its_type_and_a_later_provider_is_refused()
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql("Host=nowhere").UseMongoQueries();
        Assert.Equal(typeof(ShopContext), options.Options.ContextType);

        var other = new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").UseMongoQueries(new PostgreSqlQueries()).Options;
        Assert.Contains(
            "UseMongoQueries was called for Npgsql.EntityFrameworkCore.PostgreSQL, and this context uses "
            + "Microsoft.EntityFrameworkCore.Sqlite",
            Assert.Throws<InvalidOperationException>(() => new DbContext(other).Model).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "needs the package TaskDbLinq.Other: reference it",
            Assert.Throws<InvalidOperationException>(
                () =>
                    KnownProviders.Create(Type.GetType("TaskDbLinq.Other.Queries, TaskDbLinq.Other"), "Other", "TaskDbLinq.Other")).Message,
            StringComparison.Ordinal);
    }

    private static Customer WithKey(Customer customer, int key)
    {
        customer.Key = new Guid(key, 0, 0, new byte[8]);
        return customer;
    }

    private static void Agree(ShopContext context, Customer[] customers, Dictionary<string, object?> filter)
    {
        var query = Filter.Parse(filter);
        var sql = context.Customers.Where(query.ToExpression<Customer>()).Select(c => c.Key);
        var expected = customers.Where(query.ToPredicate<Customer>()).Select(c => c.Key).Order();
        Assert.True(expected.SequenceEqual(sql.ToList().Order()), $"{query}\n{sql.ToQueryString()}");
    }

    private static string Names(ShopContext context, Filter query) =>
        string.Join(
            ' ',
            context.Customers.Where(query.ToExpression<Customer>())
                .Select(customer => customer.Name)
                .ToList()
                .Order(StringComparer.Ordinal));

    private ShopContext Of(IEnumerable<Customer> customers)
    {
        var connection = server.CreateDatabase();
        return ShopContext.Of(customers, options => options.UseNpgsql(connection).UseMongoQueries());
    }
}
