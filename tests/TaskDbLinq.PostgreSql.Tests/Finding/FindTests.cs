using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Finding;

/// <summary>Orders, pages and projections: written by hand, and at random the same in memory, on SQLite and on PostgreSQL.</summary>
public sealed class FindTests(PostgresServer server)
{
    private const int Cases = 20;

    private static readonly string[] Sortable =
    [
        "name", "nick", "priority", "points", "score", "ratio", "balance", "active", "vip", "joined", "last_seen", "address.city",
        "address.country.code",
    ];

    [Fact]
    public async Task Null_comes_first_and_strings_are_ordered_by_code_point_on_every_provider()
    {
        await EachAsync(ShopCases.Customers, async records =>
        {
            Assert.Equal("bob ann cy", await NamesAsync(records, """{"sort":{"nick":1}}"""));
            Assert.Equal("cy ann bob", await NamesAsync(records, """{"sort":{"nick":-1}}"""));
            Assert.Equal("bob ann cy", await NamesAsync(records, """{"sort":["priority"]}"""));
            Assert.Equal("cy ann bob", await NamesAsync(records, """{"sort":"-priority"}"""));
            Assert.Equal("bob cy ann", await NamesAsync(records, """{"sort":"address.city,name"}"""));
            Assert.Equal("ann bob cy", await NamesAsync(records, """{"sort":"-address.city,name"}"""));
            Assert.Equal("cy", await NamesAsync(records, """{"filter":{"active":true},"sort":"-name","limit":1}"""));
            Assert.Equal("bob", await NamesAsync(records, """{"sort":"name","skip":1,"limit":1}"""));
        });
    }

    [Fact]
    public async Task A_projection_reads_the_fields_that_it_names()
    {
        await EachAsync(ShopCases.Customers, async records =>
        {
            Assert.Equal(
                """[{"name":"ann","address":{"city":"Rome","country":{"code":"it"}}},{"name":"bob","address":null},{"name":"cy","address":{"city":null,"country":null}}]""",
                await ShownAsync(records, """{"projection":{"name":1,"address.city":1,"address.country.code":1},"sort":"name"}"""));
            Assert.Equal("""[{"tags":["x","y"],"tier":2}]""", await ShownAsync(records, """{"filter":{"name":"ann"},"projection":["tags","tier"]}"""));
            var all = (await records.FindDocuments(FindQuery.Parse("""{"filter":{"name":"ann"},"projection":{"tags":0,"balance":0}}""")).Async().ToListAsync(TestContext.Current.CancellationToken))[0];
            Assert.Equal(
                "id name nick priority points score ratio active vip tier formerTier key joined lastSeen marks",
                string.Join(' ', all.Keys));
        });
    }

    [Fact]
    public async Task A_page_has_the_cursor_of_the_next_one_and_the_total_if_asked()
    {
        var options = new FindOptions { Key = "key" };
        await EachAsync(ShopCases.Customers, async records =>
        {
            var first = await records.ToPageAsync(FindQuery.Parse("""{"sort":"-priority","limit":2}"""), withTotal: true, options, TestContext.Current.CancellationToken);
            Assert.Equal(["cy", "ann"], first.Items.Select(customer => customer.Name));
            Assert.Equal(3, first.Total);
            var second = await records.ToDocumentPageAsync(
                FindQuery.FromQueryString($"?sort=-priority&limit=2&projection=name&after={first.Next}"),
                options: options,
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal("bob", Assert.Single(second.Items)["name"]);
            Assert.Null(second.Next);
            Assert.Null(second.Total);
            var none = await records.ToPageAsync(FindQuery.Parse("""{"filter":{"name":"nobody"}}"""), withTotal: true, options, TestContext.Current.CancellationToken);
            Assert.Equal(0, none.Total);
        });
    }

    [Fact]
    public async Task Random_orders_are_the_same_and_their_pages_show_each_record_once()
    {
        var customers = Enumerable.Range(0, 40).Select(seed =>
        {
            var customer = new RandomShop(seed).Customer();
            (customer.Key, customer.Score) = (new Guid(seed, 0, 0, new byte[8]), double.IsNaN(customer.Score) ? 7 : customer.Score);
            customer.Ratio = customer.Ratio is float.NaN ? null : customer.Ratio;
            return customer;
        }).ToArray();
        await EachAsync(customers, async records =>
        {
            var seeds = new List<int>();
            RandomCases.Run(Cases, seeds.Add);
            foreach (var seed in seeds)
            {
                var random = new Random(seed);
                var sort = Enumerable.Range(0, random.Next(1, 4))
                    .Select(_ => Sortable[random.Next(Sortable.Length)])
                    .Distinct()
                    .Select(field => new SortKey<string>(field, random.Next(2) == 0))
                    .ToArray();
                var query = new FindQuery
                {
                    Filter = Filter.Parse(new RandomShop(seed).CustomerFilter()),
                    Sort = [.. sort],
                    Limit = random.Next(1, 12),
                };
                var expected = customers.Where(query.Filter.ToPredicate<Customer>())
                    .Order(Comparer<Customer>.Create((x, y) => Compare(x, y, sort)))
                    .Select(customer => customer.Key)
                    .ToList();

                var found = new List<Guid>();
                string? after = null;
                do
                {
                    var page = await records.ToPageAsync(
                        query with { After = after },
                        options: new FindOptions { Key = "key" },
                        cancellationToken: TestContext.Current.CancellationToken);
                    found.AddRange(page.Items.Select(customer => customer.Key));
                    after = page.Next;
                }
                while (after is not null && found.Count <= customers.Length);
                Assert.True(
                    expected.SequenceEqual(found),
                    $"TASKDB_TEST_SEED={seed}: {records.Provider.GetType().Name} {query.Filter} {string.Join(',', sort.AsEnumerable())}");
            }
        });
    }

    [Fact]
    public async Task NaN_comes_behind_null_and_before_all_numbers()
    {
        var customers = Enumerable.Range(0, 8)
            .Select(
                at =>
                    new Customer
                    {
                        Key = new Guid(at, 0, 0, new byte[8]),
                        Name = $"{at}",
                        Score = at % 3 == 0 ? double.NaN : -at,
                        Ratio = at % 4 == 0 ? float.NaN : at % 4 == 1 ? null : at,
                    })
            .ToArray();
        using var postgres = OnPostgres(customers);
        foreach (var records in new[] { customers.AsQueryable(), postgres.Customers.AsNoTracking() })
        {
            foreach (var (sort, expected) in new[]
            {
                ("ratio,name", "1 5 0 4 2 3 6 7"), ("-ratio,name", "7 6 3 2 0 4 1 5"), ("score,name", "0 3 6 7 5 4 2 1"),
                ("-score,-name", "1 2 4 5 7 6 3 0"),
            })
            {
                var found = new List<string>();
                string? after = null;
                do
                {
                    var page = await records.ToPageAsync(FindQuery.Parse($$"""{"sort":"{{sort}}","limit":1}""") with { After = after }, options: new FindOptions { Key = "key" }, cancellationToken: TestContext.Current.CancellationToken);
                    found.AddRange(page.Items.Select(customer => customer.Name));
                    after = page.Next;
                }
                while (after is not null && found.Count < 20);
                Assert.Equal($"{sort}: {expected}", $"{sort}: {string.Join(' ', found)}");
            }
        }
    }

    /// <summary>The order as it is meant, written without the code under test.</summary>
    private static int Compare(Customer x, Customer y, IEnumerable<SortKey<string>> sort)
    {
        foreach (var key in sort)
        {
            var order = Compare(Value(x, key.Field), Value(y, key.Field));
            if (order != 0)
            {
                return key.Descending ? -order : order;
            }
        }

        return sort.Last().Descending ? y.Key.CompareTo(x.Key) : x.Key.CompareTo(y.Key);
    }

    private static int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => CodePointOrder.Compare(a, b),
        _ => Comparer<object>.Default.Compare(x, y),
    };

    private static object? Value(Customer customer, string field) => field switch
    {
        "name" => customer.Name,
        "nick" => customer.Nick,
        "priority" => customer.Priority,
        "points" => customer.Points,
        "score" => customer.Score,
        "ratio" => customer.Ratio,
        "balance" => customer.Balance,
        "active" => customer.Active,
        "vip" => customer.Vip,
        "joined" => customer.Joined,
        "last_seen" => customer.LastSeen,
        "address.city" => customer.Address?.City,
        _ => customer.Address?.Country?.Code,
    };

    private static async Task<string> NamesAsync(IQueryable<Customer> records, string question) =>
        string.Join(
            ' ',
            (await records.FindBy(FindQuery.Parse(question), new FindOptions { Key = "key" })
                .Async()
                .ToListAsync(TestContext.Current.CancellationToken)).Select(customer => customer.Name));

    private static async Task<string> ShownAsync(IQueryable<Customer> records, string question) =>
        JsonSerializer.Serialize(
            await records.FindDocuments(FindQuery.Parse(question)).Async().ToListAsync(TestContext.Current.CancellationToken));

    private async Task EachAsync(Customer[] customers, Func<IQueryable<Customer>, Task> check)
    {
        using var sqlite = ShopContext.Of(customers);
        using var postgres = OnPostgres(customers);
        await check(customers.AsQueryable());
        await check(sqlite.Customers.AsNoTracking());
        await check(postgres.Customers.AsNoTracking());
    }

    private ShopContext OnPostgres(Customer[] customers)
    {
        var connection = server.CreateDatabase();
        return ShopContext.Of(customers, options => options.UseNpgsql(connection).UseMongoQueries());
    }
}
