using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Orders by what is inside of a JSON column, of random documents: memory and SQLite have the engine's, as a whole and page by page, each
/// record once while others are added. TASKDB_TEST_SEED runs one set alone, TASKDB_TEST_LONG=1 many.
/// </summary>
public sealed class JsonOrderDifferentialTests(ITestOutputHelper output)
{
    private const int OrdersPerSet = 20;
    private const int SetsInBrief = 10;
    private const int SetsAtLength = 1_000;

    private static readonly FindOptions Options = FindOptions.Default with { Key = "id" };

    [Fact]
    public async Task Memory_and_SQLite_have_the_order_of_the_engine()
    {
        using var sides = new OrderSides();
        var (orders, pages) = (0, 0);
        await Settings.Begin(output, sides.HasEngine, SetsInBrief, SetsAtLength, offset: 3_000).EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            var records = new RandomTasks(dice).Set(6, 14)
                .Select(record => record.Where(field => !Fields.Buffers.Contains(field.Key)).ToDictionary()).ToList();
            sides.Load(records);
            string[] paths = [.. Hint.Of(records).Select(hint => hint.Path).Distinct()
                .Where(path => path != Fields.Id && !path.Split('.').Any(name => char.IsAsciiDigit(name[0])))];
            foreach (var sort in Enumerable.Range(0, OrdersPerSet).Select(_ => Sort(dice, paths)).ToList())
            {
                var expected = sides.HasEngine ? sides.AskEngine(sort) : null;
                var query = new FindQuery { Sort = [.. sort.Select(Key)] };
                foreach (var (name, rows) in sides.Ours)
                {
                    var found = string.Join(' ', rows.FindBy(query, Options).Select(row => row.Id).ToList());
                    expected ??= found;
                    Assert.True(expected == found, $"{name} by {string.Join(',', sort)}:\n{expected}\n{found}\n{Shown(records)}");
                }

                orders++;
                pages += await PagesAsync(sides, query with { Limit = 2 + dice.Next(4) }, expected!, records);
            }

            return true;
        });
        output.WriteLine($"{orders} orders, {pages} pages.");
        Assert.True(pages > orders * 3, "Most orders have pages.");
    }

    private static async Task<int> PagesAsync(
        OrderSides sides, FindQuery query, string expected, List<Dictionary<string, object?>> records)
    {
        var pages = 0;
        foreach (var (name, rows) in sides.Ours)
        {
            var (found, after) = (new List<string>(), (string?)null);
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
        }

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
