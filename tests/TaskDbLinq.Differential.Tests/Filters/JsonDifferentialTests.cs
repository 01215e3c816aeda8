using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Random filters over random documents in a JSON column: PostgreSQL answers what memory and the engine answer, or refuses by name.
/// TASKDB_TEST_SEED runs one set alone, TASKDB_TEST_LONG=1 many.
/// </summary>
public sealed class JsonDifferentialTests(PostgresServer server, ITestOutputHelper output)
{
    private const int QueriesPerSet = 16;
    private const int SetsInBrief = 12;
    private const int SetsAtLength = 2_000;

    private static readonly string[] Refusals = ["jsonb does not keep", "by PostgreSQL: "];

    [Fact]
    public async Task All_sides_answer_the_same()
    {
        using var sides = new JsonSides(server);
        var seeds = Settings.Begin(output, sides.HasEngine, SetsInBrief, SetsAtLength);
        var (asked, refused, some) = (0, 0, 0);
        await seeds.EachAsync(seed =>
        {
            var dice = Dice.Of(seed);
            var tasks = new RandomTasks(dice);
            var records = tasks.Set(3, 10);
            var filters = new RandomFilters(dice, tasks, Hint.Of(records));
            sides.Load(records);
            foreach (var filter in Enumerable.Range(0, QueriesPerSet).Select(_ => Question.Random(dice, filters).Filter))
            {
                var answers = sides.Ask(filter).ToList();
                var memory = answers[0].Answer;
                var compared = answers.Where(answer => !IsKnown(answer.Answer)).ToList();
                asked++;
                refused += compared.Count < answers.Count ? 1 : 0;
                some += memory.Ids.Count > 0 && memory.Ids.Count < records.Count ? 1 : 0;
                Assert.True(
                    compared.TrueForAll(answer => memory.IsRefusal || answer.Answer.Text == memory.Text),
                    new Difference(records, new Question(filter, ["msg_id"], [], 0, null), answers).ToString());
            }

            return Task.FromResult(true);
        });

        output.WriteLine(
            $"{asked} filters, {some} of them select some documents and not all, PostgreSQL refuses {refused}.");
        Assert.True(
            seeds.IsAlone || (some * 100 >= asked * 20 && refused * 100 <= asked * 25),
            "Too few filters tell documents apart, or too many are refused.");
    }

    /// <summary>Whether it is a refusal that PostgreSQL's part is meant to make.</summary>
    private static bool IsKnown(Answer answer) =>
        answer.IsRefusal && Refusals.Any(reason => answer.Text.Contains(reason, StringComparison.Ordinal));
}
