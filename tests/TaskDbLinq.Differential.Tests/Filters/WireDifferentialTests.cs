using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Random filters as MongoDB's own clients send them, through our wire server over DictDb and SqliteDb, and beside it the engine itself:
/// the same tasks in the same order. What the wire refuses is counted, and must be what our filters refuse, too.
/// </summary>
public class WireDifferentialTests(ITestOutputHelper output)
{
    private const int QueriesPerSet = 16;
    private const int SetsInBrief = 15;
    private const int SetsAtLength = 2_500;

    [Fact]
    public async Task The_wire_answers_as_the_engine()
    {
        await using var sides = await Sides.OpenAsync();
        var (asked, beside, refused) = (0, 0, 0);
        await sides.LoadAsync([]);
        using var sqlite = new WireSide(sides.Databases.Single(side => side.Name == "SqliteDb").Database);
        await Settings.Begin(output, sides.HasEngine, SetsInBrief, SetsAtLength, offset: 7).EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            var tasks = new RandomTasks(dice);
            var records = tasks.Set(3, 10);
            var filters = new RandomFilters(dice, tasks, Hint.Of(records));
            var questions = Enumerable.Range(0, QueriesPerSet).Select(_ => Question.Random(dice, filters)).ToList();
            await sides.LoadAsync(records);
            using var dict = new WireSide(sides.Databases.Single(side => side.Name == "DictDb").Database);
            foreach (var question in questions)
            {
                asked++;
                var (one, other) = (dict.Ask(question), sqlite.Ask(question));
                var where = string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {seed}: {question} of {string.Join('\n', records.Select(Trees.Show))}");
                Assert.Equal((where, one.Text), (where, other.Text));
                if (one.IsRefusal)
                {
                    refused++;
                    Assert.True(
                        one.Text.Contains("a timestamp is compared with a date", StringComparison.Ordinal)
                            || Sides.Ask(sides.Databases[0].Database, question).IsRefusal,
                        $"{where}: {one.Text}");
                }
                else if (sides.HasEngine && !Departures.Has(question.Filter) && !ColumnRules.Differ(question.Filter))
                {
                    beside++;
                    Assert.Equal((where, sides.AskEngine(question).Text), (where, one.Text));
                }
            }

            return true;
        });

        output.WriteLine($"{asked} filters, {beside} of them beside the engine, {refused} refused.");
        Assert.InRange(refused, 0, asked / 2);
        Assert.True(!sides.HasEngine || beside > asked / 4, $"only {beside} of {asked} were asked of the engine");
    }

    /// <summary>One of our databases, as MongoDB's driver sees it.</summary>
    private sealed class WireSide : IDisposable
    {
        private readonly TaskDbWireServer _server;
        private readonly MongoClient _client;
        private readonly IMongoCollection<BsonDocument> _tasks;

        public WireSide(ITaskDb db)
        {
            _server = TaskDbWireServer.Start(db);
            _client = new MongoClient($"mongodb://{_server.Address}/?directConnection=true");
            _tasks = _client.GetDatabase("ipython-tasks").GetCollection<BsonDocument>("task_records");
        }

        public Answer Ask(Question question)
        {
            if (question.Limit == 0)
            {
                return Answer.OfIds([], ordered: true);
            }

            var find = _tasks.Find((BsonDocument)Trees.ToNative(question.Filter))
                .Project(new BsonDocument { { "_id", 0 }, { Fields.Id, 1 } })
                .Skip(question.Skip > 0 ? question.Skip : null).Limit(question.Limit);
            if (question.IsOrdered)
            {
                find = find.Sort(
                    new BsonDocument(question.Sort.Select(key => new BsonElement(key.TrimStart('-'), key[0] == '-' ? -1 : 1))));
            }

            try
            {
                return Answer.OfIds(find.ToList().Select(row => row[Fields.Id].AsString), question.IsOrdered);
            }
            catch (MongoCommandException refusal)
            {
                return new Answer($"refused: {refusal.Code} {refusal.Message}", [], IsRefusal: true);
            }
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }
    }
}
