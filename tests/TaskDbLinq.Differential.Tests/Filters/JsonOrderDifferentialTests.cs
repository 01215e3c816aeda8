using Npgsql;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Orders by what is inside of a JSON column, of random documents: memory, SQLite and PostgreSQL have the engine's, as a whole and page by
/// page. PostgreSQL refuses those that an object decides. TASKDB_TEST_SEED runs one set alone, TASKDB_TEST_LONG=1 many.
/// </summary>
public sealed class JsonOrderDifferentialTests(PostgresServer server, ITestOutputHelper output)
{
    private const int OrdersPerSet = 16;
    private const int SetsInBrief = 3;
    private const int SetsAtLength = 300;
    private const string Refusal = "jsonb does not keep the order of an object's names";

    private static readonly FindOptions Options = FindOptions.Default with { Key = "id" };

    [Fact]
    public async Task All_sides_have_the_order_of_the_engine()
    {
        using var sides = new OrderSides(server);
        var seeds = Settings.Begin(output, sides.HasEngine, SetsInBrief, SetsAtLength, offset: 3_000);
        var (orders, judged, refused, pages) = (0, 0, 0, 0);
        await seeds.EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            var records = new RandomTasks(dice).Set(6, 14)
                .Select(record => record.Where(field => !Fields.Buffers.Contains(field.Key)).ToDictionary()).ToList();
            sides.Load(records);
            string[] paths = [.. Hint.Of(records).Select(hint => hint.Path).Distinct().Where(path => path != Fields.Id)];
            foreach (var sort in Enumerable.Range(0, OrdersPerSet).Select(_ => Sort(dice, paths)).ToList())
            {
                var isJudged = sides.HasEngine && !sort.Exists(key => OrderDepartures.Has(records, key.TrimStart('-')));
                var expected = isJudged ? sides.AskEngine(sort) : null;
                var query = new FindQuery { Sort = [.. sort.Select(Key)] };
                foreach (var (name, rows) in sides.Ours)
                {
                    if (Ids(rows, query) is not { } found)
                    {
                        refused++;
                        continue;
                    }

                    expected ??= found;
                    Assert.True(expected == found, $"{name} by {string.Join(',', sort)}:\n{expected}\n{found}\n{Shown(records)}");
                    if (orders % 4 == 0)
                    {
                        pages += await PagesAsync(name, rows, query with { Limit = 2 + dice.Next(4) }, expected, records);
                    }
                }

                orders++;
                judged += isJudged ? 1 : 0;
            }

            return true;
        });
        // About half of the orders are the engine's to judge, and four fifths PostgreSQL's to answer; how many exactly is by chance.
        var figures = $"{orders} orders, judged {judged}, refused {refused}, {pages} pages, seeds from {seeds.First}.";
        output.WriteLine(figures);
        Assert.True(pages > orders, figures);
        Assert.True(!sides.HasEngine || seeds.IsAlone || judged * 3 > orders, figures);
        Assert.True(!sides.HasPostgres || seeds.IsAlone || refused * 3 < orders, figures);
    }

    /// <summary>The ids in order; null where PostgreSQL refuses it, since an object decides.</summary>
    private static string? Ids(IQueryable<JsonRow> rows, FindQuery query)
    {
        try
        {
            return string.Join(' ', rows.FindBy(query, Options).Select(row => row.Id).ToList());
        }
        catch (PostgresException fault) when (fault.MessageText.StartsWith(Refusal, StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static async Task<int> PagesAsync(
        string name, IQueryable<JsonRow> rows, FindQuery query, string expected, List<Dictionary<string, object?>> records)
    {
        var (found, after, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await rows.ToPageAsync(
                query with { After = after }, options: Options, cancellationToken: TestContext.Current.CancellationToken);
            found.AddRange(page.Items.Select(row => row.Id));
            after = page.Next;
            pages++;
        }
        while (after is not null && found.Count <= records.Count);
        var ids = string.Join(' ', found);
        Assert.True(
            expected == ids, $"{name} by {string.Join(',', query.Sort)}, {query.Limit} each:\n{expected}\n{ids}\n{Shown(records)}");
        return pages;
    }

    private static List<string> Sort(Dice dice, string[] paths) =>
    [
        .. dice.List(1, 2, () => dice.Pick(paths)).Cast<string>().Distinct().Select(path => dice.Chance(50) ? "-" + path : path),
        dice.Chance(50) ? "-" + Fields.Id : Fields.Id,
    ];

    /// <summary>The key of the column; the id is a column of its own.</summary>
    private static SortKey<string> Key(string key)
    {
        var path = key.TrimStart('-');
        return new(path == Fields.Id ? "id" : $"doc.{path}", key[0] == '-');
    }

    private static string Shown(IEnumerable<Dictionary<string, object?>> records) => string.Join('\n', records.Select(Trees.Show));
}
