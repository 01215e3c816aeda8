using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Random filters over random records: the databases and the engine itself must answer the same. The seed of a set is
/// printed where it fails; TASKDB_TEST_SEED runs that set alone, TASKDB_TEST_LONG=1 runs 200,000 queries.
/// </summary>
public class FilterDifferentialTests(ITestOutputHelper output)
{
    /// <summary>How many questions the records of a set are asked: the records are what takes time to load.</summary>
    private const int QueriesPerSet = 32;
    private const int SetsInBrief = 50;
    private const int SetsAtLength = 6_250;
    private const int MaxDifferences = 5;

    [Fact]
    public async Task All_sides_answer_the_same()
    {
        var (sides, seeds) = await Settings.OpenAsync(output, SetsInBrief, SetsAtLength);
        await using var opened = sides;
        var judge = new Judge(sides);
        var tally = new Tally();
        var found = new List<string>();
        await seeds.EachAsync(async seed =>
        {
            found.AddRange(
                (await RunAsync(seed, sides, judge, tally)).Select(difference => $"TASKDB_TEST_SEED={seed}\n{difference}"));
            return found.Count < MaxDifferences;
        });

        output.WriteLine($"{tally} {judge.Times}");
        Assert.True(found.Count == 0, string.Join('\n', found));
        if (!seeds.IsAlone)
        {
            tally.AssertWorthwhile(sides.HasEngine);
        }
    }

    /// <summary>Without the engine the databases are compared with each other only, which this test shows as a skip.</summary>
    [Fact]
    public async Task The_engine_takes_part()
    {
        await using var sides = await Sides.OpenAsync();
        Assert.SkipUnless(
            sides.HasEngine,
            $"{Sides.Variable} is not set: DictDb and SqliteDb are compared with each other, MongoDb and the engine take no part");
        await sides.LoadAsync([new() { ["msg_id"] = "t0" }]);
        var judge = new Judge(sides);
        Assert.True(judge.Agree(new Question([], ["msg_id"], [], 0, null)));
        Assert.Equal(["DictDb", "SqliteDb", "MongoDb", "engine"], judge.Answers.Select(answer => answer.Side));
    }

    internal static async Task<List<Difference>> RunAsync(ulong seed, Sides sides, Judge judge, Tally tally)
    {
        var dice = Dice.Of(seed);
        var tasks = new RandomTasks(dice);
        var records = tasks.Set(3, 10);
        var filters = new RandomFilters(dice, tasks, Hint.Of(records));
        var questions = Enumerable.Range(0, QueriesPerSet).Select(_ => Question.Random(dice, filters)).ToList();
        var differences = new List<Difference>();
        await sides.LoadAsync(records);
        foreach (var question in questions)
        {
            if (judge.Agree(question))
            {
                tally.Count(records.Count, question, judge);
            }
            else
            {
                differences.Add(await judge.ShrinkAsync(records, question));
                await sides.LoadAsync(records);
            }
        }

        return differences;
    }
}
