using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Differential.Tests.Linq;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// The random filters and the random LINQ with <see cref="PostgresDb"/> beside the others, fewer of them: it answers as they do, or refuses
/// by name. TASKDB_TEST_LONG=1 runs many.
/// </summary>
public class PostgresDifferentialTests(ITestOutputHelper output, PostgresServer server)
{
    private const int Sets = 4;
    private const int SetsAtLength = 750;
    private const int LinqSets = 4;
    private const int LinqSetsAtLength = 400;

    /// <summary>Why PostgresDb may refuse what the others answer.</summary>
    private const string Known = "jsonb does not keep their order|jsonb does not keep the order of an object's names|by PostgreSQL: ";

    [Fact]
    public async Task It_answers_filters_as_the_others_do_or_refuses_them_by_name()
    {
        await using var sides = await Sides.OpenAsync(server.CreateDatabase());
        var (judge, tally, found) = (new Judge(sides), new Tally(), new List<string>());
        await Settings.Begin(output, sides.HasEngine, Sets, SetsAtLength, offset: 7_000).EachAsync(async seed =>
        {
            var differences = await FilterDifferentialTests.RunAsync(seed, sides, judge, tally);
            found.AddRange(differences.Select(difference => $"TASKDB_TEST_SEED={seed}\n{difference}"));
            return found.Count < 5;
        });

        output.WriteLine($"{tally} {judge.Times}");
        foreach (var (reason, count) in judge.Refusals)
        {
            output.WriteLine($"  {count} x {reason}");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.All(judge.Refusals.Keys, reason => Assert.Matches(Known, reason));
    }

    [Fact]
    public async Task It_answers_linq_as_objects_do_or_refuses_it()
    {
        await using var sides = await Sides.OpenAsync(server.CreateDatabase());
        await LinqDifferentialTests.RunAsync(sides, output, LinqSets, LinqSetsAtLength, mostRefused: 15);
    }
}
