using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>
/// Random LINQ over random records, with LINQ to Objects as the reference: every database gives the same answer, or
/// refuses with a <see cref="QueryException"/>. TASKDB_TEST_SEED runs one set alone, TASKDB_TEST_LONG=1 runs many.
/// </summary>
public class LinqDifferentialTests(ITestOutputHelper output)
{
    private const int QueriesPerSet = 16;
    private const int SetsInBrief = 40;
    private const int SetsAtLength = 1_500;
    private const int MaxDifferences = 8;

    [Fact]
    public async Task Every_database_answers_as_objects_do()
    {
        await using var sides = await Sides.OpenAsync();
        await RunAsync(sides, output, SetsInBrief, SetsAtLength, mostRefused: 10);
    }

    /// <param name="sides">The databases.</param>
    /// <param name="output">Where refusals are told.</param>
    /// <param name="brief">How many sets a usual run has.</param>
    /// <param name="atLength">How many sets a long run has.</param>
    /// <param name="mostRefused">How many of a hundred answers may be refusals.</param>
    internal static async Task RunAsync(Sides sides, ITestOutputHelper output, int brief, int atLength, int mostRefused)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var refusals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (asked, refused) = (0, 0);
        await Settings.Begin(output, sides.HasEngine, brief, atLength).EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            var records = new RandomTasks(dice).Set(3, 10);
            var tasks = records.Select(Trees.ToTask).ToList();
            await sides.LoadAsync(records);
            for (var i = 0; i < QueriesPerSet; i++)
            {
                var (shape, predicate) = (Shape.Random(dice), new RandomAtoms(dice).Predicate(2));
                foreach (var (side, database) in sides.Databases.Where(
                    side => side.Database is not MongoDb || !predicate.Name.Contains(RandomAtoms.Date, StringComparison.Ordinal)))
                {
                    asked++;
                    var (answer, isRefusal) = Ask(() => shape.Ask(database.Tasks, predicate));
                    if (isRefusal)
                    {
                        refused++;
                        var reason = $"{side}: {answer}";
                        refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
                    }
                    else if (answer != shape.Reference(tasks, predicate.Reference))
                    {
                        found.TryAdd(
                            $"{side} {shape.Name} of {predicate.Name}", Explain(seed, side, database, shape, predicate, tasks, answer));
                    }
                }
            }

            return found.Count < MaxDifferences;
        });

        output.WriteLine($"{asked} answers, {refused} refusals:");
        foreach (var (reason, count) in refusals.OrderByDescending(refusal => refusal.Value))
        {
            output.WriteLine($"  {count} x {reason}");
        }

        Assert.True(refused * 100 <= asked * mostRefused, $"{refused} of {asked} answers are refusals.");
        Assert.True(found.Count == 0, string.Join('\n', found.Values));
    }

    private static (string Answer, bool IsRefusal) Ask(Func<string> ask)
    {
        try
        {
            return (ask(), false);
        }
        catch (QueryException refusal)
        {
            return (refusal.Message, true);
        }
        catch (Exception fault)
        {
            return ($"{fault.GetType().Name}: {fault.Message}", false);
        }
    }

    /// <summary>The difference with the records that show it: of a predicate those on which it is wrong.</summary>
    private static string Explain(
        ulong seed, string side, ITaskDb database, Shape shape, Atom predicate, List<TaskRecord> tasks, string answer)
    {
        var (ids, _) = Ask(() => string.Join('\n', database.Tasks.Where(predicate.Test).Select(t => t.MsgId).ToList()));
        var selected = ids.Split('\n').ToHashSet();
        var wrong = tasks.Where(task => selected.Contains(task.MsgId) != predicate.Reference(task)).Select(Shape.Whole);
        return $"""
            TASKDB_TEST_SEED={seed} {side}: {shape.Name}
            {predicate.Test}
            {predicate.Name}
            answers {answer.ReplaceLineEndings(" | ")}
            expected {shape.Reference(tasks, predicate.Reference).ReplaceLineEndings(" | ")}
            the predicate is wrong on: {string.Join("\n   ", wrong.Take(2))}
            """;
    }
}
