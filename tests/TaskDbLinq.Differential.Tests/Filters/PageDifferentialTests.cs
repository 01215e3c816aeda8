using System.Globalization;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Pages by a cursor, on every database, beside the engine's whole order: each task comes once, in that order, also while others are added.
/// The seed of a set is printed where it fails; TASKDB_TEST_SEED runs that set alone.
/// </summary>
public class PageDifferentialTests(ITestOutputHelper output, PostgresServer server)
{
    private const int QuestionsPerSet = 12;
    private const int SetsInBrief = 7;
    private const int SetsAtLength = 1_000;

    /// <summary>Few shapes, of which each cursor makes some more: what differs is the tasks.</summary>
    private static readonly string[][] Orders =
    [
        ["label"], ["submitted", "-label"], ["-completed", "stdout"], ["-stdout", "-completed", "label"], [],
    ];

    private static readonly Dictionary<string, object?>[] Filters =
    [
        [], new() { ["completed"] = null }, new() { ["label"] = new Dictionary<string, object?> { ["$ne"] = null } },
    ];

    [Fact]
    public async Task Each_task_comes_once_and_in_the_order_of_the_engine()
    {
        await using var sides = await Sides.OpenAsync(server.Missing is null ? server.CreateDatabase() : null);
        output.WriteLine(sides.HasEngine ? "With the engine." : $"The engine takes no part: {Sides.Variable} is not set.");
        var alone = Environment.GetEnvironmentVariable("TASKDB_TEST_SEED");
        var first = alone is null ? Settings.FirstSeed : ulong.Parse(alone, CultureInfo.InvariantCulture);
        var sets = Settings.Sets(alone is not null, SetsInBrief, SetsAtLength);
        output.WriteLine($"Seeds from {first}, {sets} sets.");
        var (pages, tasks) = (0, 0);
        for (var set = 0; set < sets; set++)
        {
            var seed = first + (ulong)set;
            var dice = Dice.Of(seed);
            var records = new RandomTasks(dice);
            await sides.LoadAsync(records.Set(6, 14));
            for (var at = 0; at < QuestionsPerSet; at++)
            {
                var question = new Question(dice.Pick(Filters), [Fields.Id], dice.Pick(Orders), 0, null);
                var expected = Ask(sides, question);
                var (limit, isAdded) = (1 + dice.Next(5), dice.Chance(30));
                foreach (var (name, database) in sides.Databases)
                {
                    var (found, count) = await PagesAsync(database, question, limit, isAdded);
                    Assert.True(
                        expected == found,
                        $"TASKDB_TEST_SEED={seed} {name}: {Trees.ToNative(question.Filter)} by {string.Join(',', question.Sort)}, "
                        + $"{limit} each\n{expected}\n{found}");
                    pages += count;
                }

                tasks += expected.Count(unit => unit == ' ');
            }
        }

        output.WriteLine($"{sets * QuestionsPerSet} questions, {tasks} tasks, {pages} pages.");
        Assert.True(tasks > sets * QuestionsPerSet && pages > tasks / 3, "Most questions have tasks, and pages.");
    }

    /// <summary>The whole order, of the engine or, where there is none, of the first database.</summary>
    private static string Ask(Sides sides, Question question)
    {
        // The id decides last, in the direction of the key before it.
        string[] sort = question.Sort.Contains(Fields.Id)
            ? question.Sort
            : [.. question.Sort, question.Sort is [.., ['-', ..]] ? $"-{Fields.Id}" : Fields.Id];
        var whole = question with { Sort = sort };
        var ids = sides.HasEngine
            ? sides.EngineIds(whole)
            : sides.Databases[0].Database.Query(new TaskQuery
            {
                Filter = Filter.Parse(Trees.ToInput(whole.Filter)),
                Keys = TaskKeys.Of(Fields.Id),
                Sort = TaskSort.Parse(sort),
            }).Select(row => (string)row[Fields.Id]!);
        return string.Concat(ids.Select(id => $"{id} "));
    }

    private static async Task<(string Found, int Pages)> PagesAsync(ITaskDb database, Question question, int limit, bool isAdded)
    {
        const string Added = "added meanwhile";
        var query = new FindQuery
        {
            Filter = Filter.Parse(Trees.ToInput(question.Filter)),
            Sort = [.. question.Sort.Select(key => new SortKey<string>(key.TrimStart('-'), key[0] == '-'))],
            Projection = [Fields.Id],
            Limit = limit,
        };
        var (found, pages) = (new List<string>(), 0);
        string? after = null;
        do
        {
            var page = await database.Tasks.ToDocumentPageAsync(
                query with { After = after }, cancellationToken: TestContext.Current.CancellationToken);
            found.AddRange(page.Items.Select(item => (string)item[Fields.Id]!));
            after = page.Next;
            if (isAdded && pages == 0)
            {
                await database.AddAsync(new TaskRecord { MsgId = Added, Label = "b", Submitted = DateTime.UnixEpoch.AddDays(20_000) });
            }
        }
        while (++pages < 100 && after is not null);
        if (isAdded)
        {
            await database.DropAsync(Added);
        }

        return (string.Concat(found.Where(id => id != Added).Select(id => $"{id} ")), pages);
    }
}
