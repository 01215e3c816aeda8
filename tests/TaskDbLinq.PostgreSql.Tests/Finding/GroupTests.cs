using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Finding;

/// <summary>Groups of any record type: written by hand, and at random the same in memory, on SQLite and on PostgreSQL.</summary>
public sealed class GroupTests(PostgresServer server)
{
    private const int Cases = 8;

    private static readonly string[] Keys =
        [
            "name", "nick", "priority", "points", "score", "ratio", "balance", "active", "vip", "tier", "former_tier", "joined",
            "last_seen", "address.city", "address.country.code",
        ];

    private static readonly string[] Numbers = ["priority", "points", "score", "ratio", "balance"];

    private static readonly string[] Ordered = [.. Numbers, "name", "nick", "joined", "last_seen", "address.city"];

    [Fact]
    public async Task Groups_are_those_that_were_written_by_hand()
    {
        await EachAsync(ShopCases.Customers, async records =>
        {
            Assert.Equal("active=False count=1; active=True count=2", await ShownAsync(records, """{"group": ["active"], "count": true}"""));
            Assert.Equal("vip=- n=1; vip=False n=1; vip=True n=1", await ShownAsync(records, """{"group": "vip", "count": "n"}"""));
            Assert.Equal("address.city=- n=2; address.city=Rome n=1", await ShownAsync(records, """{"group": ["address.city"], "count": "n"}"""));
            Assert.Equal(
                "n=3 s=5 m=2.5 least=1 most=4 total=9007199254740995",
                await ShownAsync(
                    records, """{"count": "n", "sum": {"s": "priority", "total": "points"}, "avg": {"m": "priority"}, "min": {"least": "priority"}, "max": {"most": "priority"}}""",
                    "n s m least most total"));
            Assert.Equal(
                "b=120.49 mean=40.163333 first=01/02/2026 last=02/03/2026 nick=\U0001F600",
                await ShownAsync(
                    records, """{"sum": {"b": "balance"}, "avg": {"mean": "balance"}, "min": {"first": "joined"}, "max": {"last": "joined", "nick": "nick"}}""", "b mean first last nick"));
            Assert.Equal(string.Empty, await ShownAsync(records, """{"filter": {"name": "nobody"}, "count": true, "group": ["name"]}"""));
            Assert.Equal(string.Empty, await ShownAsync(records, """{"filter": {"name": "nobody"}, "count": true, "sum": {"s": "points"}}"""));
            Assert.Equal("name=cy n=1; name=bob n=1", await ShownAsync(records, """{"group": ["name"], "count": "n", "sort": ["-name"], "limit": 2}"""));
            Assert.Equal("priority=- s=0 m=- x=-", await ShownAsync(
                records, """{"filter": {"name": "bob"}, "group": ["priority"], "sum": {"s": "priority"}, "avg": {"m": "priority"}, "max": {"x": "nick"}}"""));
        });
    }

    [Fact]
    public async Task Random_groups_are_the_same_on_every_provider()
    {
        var customers = Enumerable.Range(0, 40).Select(seed =>
        {
            var customer = new RandomShop(seed).Customer();
            (customer.Key, customer.Id) = (new Guid(seed, 0, 0, new byte[8]), 0);

            // SQLite keeps NaN as null; what memory and PostgreSQL make of it is written by hand below.
            customer.Score = double.IsNaN(customer.Score) ? 7 : customer.Score;
            customer.Ratio = customer.Ratio is float.NaN ? null : customer.Ratio;
            return customer;
        }).ToArray();
        var answers = new List<List<string>>();
        await EachAsync(customers, async records =>
        {
            var seeds = new List<int>();
            RandomCases.Run(Cases, seeds.Add);
            var shown = new List<string>();
            foreach (var seed in seeds)
            {
                shown.Add($"TASKDB_TEST_SEED={seed}: {await ShownAsync(records, Question(seed))}");
            }

            answers.Add(shown);
        });
        Assert.All(answers[1..], answer => Assert.Equal(answers[0], answer));
        Assert.True(answers[0].Sum(answer => answer.Count(unit => unit == ';')) > Cases);
    }

    [Fact]
    public async Task NaN_is_the_least_number_and_one_group()
    {
        Customer[] customers = [Scored(1, double.NaN), Scored(2, double.NaN), Scored(3, 2.5), Scored(4, -1)];
        using var postgres = OnPostgres(customers);
        foreach (var records in new[] { customers.AsQueryable(), postgres.Customers.AsNoTracking() })
        {
            Assert.Equal("score=NaN n=2; score=-1 n=1; score=2.5 n=1", await ShownAsync(records, """{"group": ["score"], "count": "n"}"""));
            Assert.Equal("least=NaN most=2.5", await ShownAsync(records, """{"min": {"least": "score"}, "max": {"most": "score"}}"""));
            Assert.Equal("most=NaN", await ShownAsync(records, """{"filter": {"score": {"$numberDouble": "NaN"}}, "max": {"most": "score"}}"""));
        }
    }

    [Fact]
    public async Task Decimals_that_are_equal_are_one_group_whatever_their_digits()
    {
        Customer[] customers =
        [
            .. new[] { 1.5m, 1.50m, 2m, 2.000m }.Select(
                (balance, at) => new Customer { Key = new Guid(at, 0, 0, new byte[8]), Name = "x", Balance = balance, Points = at }),
        ];
        await EachAsync(customers, async records => Assert.Equal(
            "balance=1.5 n=2 s=1 m=0.5 p=0; balance=2 n=2 s=5 m=2.5 p=2",
            await ShownAsync(records, """{"group": ["balance"], "count": "n", "sum": {"s": "points"}, "avg": {"m": "points"}, "min": {"p": "points"}}""")));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_path()
    {
        var query = GroupQuery.Parse("""{"group": ["naem", "tags", "orders.total"], "sum": {"s": "name", "k": "tier"}, "max": {"m": "active", "k2": "key"}, "filter": {"x": 1}}""");
        var error = await Assert.ThrowsAsync<QueryException>(
            () => ShopCases.Customers.AsQueryable().ToGroupsAsync(query, TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "filter.x", "group[0]", "group[1]", "group[2]", "sum.s", "sum.k", "max.m", "max.k2",
            ], error.Problems.Select(problem => problem.Path));
        await using var db = new DictDb();
        Assert.Contains(
            "ITaskDb.GroupAsync",
            (await Assert.ThrowsAsync<QueryException>(() => db.Tasks.ToGroupsAsync(query, TestContext.Current.CancellationToken))).Message,
            StringComparison.Ordinal);
    }

    private static Customer Scored(int number, double score) =>
        new() { Key = new Guid(number, 0, 0, new byte[8]), Name = "x", Score = score };

    private static string Question(int seed)
    {
        var random = new Random(seed);
        var keys = Enumerable.Range(0, random.Next(0, 4))
            .Select(_ => Keys[random.Next(Keys.Length)])
            .Distinct()
            .Select(key => $"\"{key}\"");
        string Of(string[] fields) => fields[random.Next(fields.Length)];
        return $$"""{"group": [{{string.Join(',', keys)}}], "count": "n", "sum": {"s": "{{Of(Numbers)}}"}, "avg": {"a": "{{Of(Numbers)}}"}, "min": {"l": "{{Of(Ordered)}}"}, "max": {"m": "{{Of(Ordered)}}", "o": "{{Of(Ordered)}}"} }""";
    }

    /// <summary>The groups as text: numbers to six decimals, whatever their type.</summary>
    private static async Task<string> ShownAsync(IQueryable<Customer> records, string question, string? names = null)
    {
        var groups = await records.ToGroupsAsync(GroupQuery.Parse(question), TestContext.Current.CancellationToken);
        return string.Join("; ", groups.Select(group => string.Join(
            ' ', (names?.Split(' ') ?? group.Keys.AsEnumerable()).Select(name => $"{name}={Shown(group[name])}"))));
    }

    private static string Shown(object? value) => value switch
    {
        null => "-",
        double or float or decimal => ((IFormattable)value).ToString("0.######", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

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
