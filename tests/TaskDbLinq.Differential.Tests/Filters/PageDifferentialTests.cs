using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Pages by a cursor, on every database, beside the engine's whole order: each task comes once, in that order, also while others are added
/// and dropped, and with the values that memory shows. The seed of a set is printed where it fails; TASKDB_TEST_SEED runs that set alone.
/// </summary>
public class PageDifferentialTests(ITestOutputHelper output, PostgresServer server)
{
    /// <summary>How many questions the records of a set are asked: the records are what takes time to load.</summary>
    private const int QuestionsPerSet = 50;
    private const int SetsInBrief = 10;
    private const int SetsAtLength = 250;
    private const string Added = "added ";

    /// <summary>Few shapes, of which each cursor makes some more: what differs is the tasks. Each order has its projection.</summary>
    private static readonly (string[] Sort, string[] Projection)[] Shapes =
    [
        (["label"], [Fields.Id, "label", "header"]),
        (["submitted", "-label"], [Fields.Id]),
        (["-completed", "stdout"], [Fields.Id, "completed"]),
        (["-stdout", "-completed", "label"], [Fields.Id]),
        ([], [Fields.Id, "submitted", "stdout"]),
    ];

    private static readonly Dictionary<string, object?>[] Filters =
    [
        [], new() { ["completed"] = null }, new() { ["label"] = new Dictionary<string, object?> { ["$ne"] = null } },
    ];

    /// <summary>What comes while pages are read: before most tasks, among them and behind them, in one order or another.</summary>
    private static readonly TaskRecord[] Comers =
    [
        new() { MsgId = Added + 1, Label = "", Stdout = "", Submitted = DateTime.UnixEpoch, Completed = DateTime.UnixEpoch },
        new() { MsgId = Added + 2, Label = "b", Submitted = DateTime.UnixEpoch.AddDays(20_000) },
        new() { MsgId = Added + 3, Label = "\U0001F600", Stdout = "\U0001F600", Submitted = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
    ];

    [Fact]
    public async Task Each_task_comes_once_and_in_the_order_of_the_engine()
    {
        var (sides, seeds) = await Settings.OpenAsync(output, SetsInBrief, SetsAtLength, server);
        await using var opened = sides;
        var (pages, tasks) = (0, 0);
        await seeds.EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            await sides.LoadAsync(new RandomTasks(dice).Set(6, 14));
            var expected = new Dictionary<(int Shape, int Filter), string>();
            var readings = new List<Reading>();
            for (var at = 0; at < QuestionsPerSet; at++)
            {
                var (shape, filter, limit) = (dice.Next(Shapes.Length), dice.Next(Filters.Length), 2 + dice.Next(7));
                var question = new Question(Filters[filter], Shapes[shape].Projection, Shapes[shape].Sort, 0, limit);
                if (!expected.ContainsKey((shape, filter)))
                {
                    expected[(shape, filter)] = Ask(sides, question with { Limit = null });
                }

                readings.AddRange(
                    sides.Databases.Select(side => new Reading(side.Name, side.Database, question, expected[(shape, filter)])));
            }

            // Every reader has its first page when others write; what is dropped again has been a page's last one for some.
            await NextAsync(readings);
            await WriteAsync(sides, TaskBatch.Add(Comers));
            await NextAsync(readings);
            await WriteAsync(sides, new TaskBatch { Drops = [.. Comers.Select(comer => comer.MsgId)] });
            while (readings.Exists(reading => !reading.IsDone))
            {
                await NextAsync(readings);
            }

            foreach (var asked in readings.Chunk(sides.Databases.Count))
            {
                Assert.All(asked, reading => Assert.True(reading.Expected == reading.Ids, $"{reading}\n{reading.Expected}\n{reading.Ids}"));
                Assert.All(asked, reading => Assert.True(asked[0].Rows == reading.Rows, $"{reading}\n{asked[0].Rows}\n{reading.Rows}"));
                tasks += asked[0].Count;
                pages += asked.Sum(reading => reading.Pages);
            }

            return true;
        });

        var questions = seeds.Sets * QuestionsPerSet;
        output.WriteLine($"{questions} questions, {tasks} tasks, {pages} pages.");
        Assert.True(tasks > questions && pages > questions * 4, "Most questions have tasks, and pages.");
    }

    /// <summary>Reads the next page of each question that has one; the databases work at the same time.</summary>
    private static Task NextAsync(IEnumerable<Reading> readings) =>
        Task.WhenAll(readings.Where(reading => !reading.IsDone).GroupBy(reading => reading.Side).Select(side => Task.Run(async () =>
        {
            foreach (var reading in side)
            {
                await reading.NextAsync();
            }
        })));

    private static async Task WriteAsync(Sides sides, TaskBatch batch)
    {
        foreach (var (_, database) in sides.Databases)
        {
            await database.WriteAsync(batch, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The whole order, of the engine or, where there is none, of the first database.</summary>
    private static string Ask(Sides sides, Question question)
    {
        // The id decides last, in the direction of the key before it.
        string[] sort = [.. question.Sort, question.Sort is [.., ['-', ..]] ? $"-{Fields.Id}" : Fields.Id];
        var whole = question with { Sort = sort };
        var ids = sides.HasEngine
            ? sides.EngineIds(whole)
            : sides.Databases[0].Database.Query(new TaskQuery
            {
                Filter = Filter.Parse(Trees.ToInput(whole.Filter)),
                Keys = TaskKeys.Of(Fields.Id),
                Sort = TaskSort.Parse(sort),
            }).Select(row => (string)row[Fields.Id]!);
        return string.Join(' ', ids);
    }

    /// <summary>A question that one database answers page by page.</summary>
    private sealed class Reading(string side, ITaskDb database, Question question, string expected)
    {
        private readonly List<IReadOnlyDictionary<string, object?>> _found = [];
        private readonly FindQuery _query = new()
        {
            Filter = Filter.Parse(Trees.ToInput(question.Filter)),
            Sort = [.. question.Sort.Select(key => new SortKey<string>(key.TrimStart('-'), key[0] == '-'))],
            Projection = [.. question.Keys!],
            Limit = question.Limit,
        };

        private string? _after;

        public string Side => side;

        public string Expected => expected;

        public int Pages { get; private set; }

        public bool IsDone => Pages > 0 && (_after is null || Pages > 50);

        public int Count => _found.Count;

        /// <summary>The ids of the tasks that were there all the time.</summary>
        public string Ids => string.Join(' ', _found.Select(IdOf).Where(id => !id.StartsWith(Added, StringComparison.Ordinal)));

        /// <summary>All that was found, with its values; a document that is null is one that is none, as JSON has it.</summary>
        public string Rows => Answer.OfRows(
            _found.Select(row => row.ToDictionary(
                pair => pair.Key, pair => pair.Value is DocumentValue { IsNull: true } ? null : pair.Value)),
            ordered: true).Text;

        public async Task NextAsync()
        {
            var page = await database.Tasks.ToDocumentPageAsync(
                _query with { After = _after }, cancellationToken: TestContext.Current.CancellationToken);
            _found.AddRange(page.Items);
            _after = page.Next;
            Pages++;
        }

        public override string ToString() =>
            $"{side}: {Trees.ToNative(question.Filter)} by {string.Join(',', question.Sort)}, {question.Limit} each, {Pages} pages";

        private static string IdOf(IReadOnlyDictionary<string, object?> row) => (string)row[Fields.Id]!;
    }
}
