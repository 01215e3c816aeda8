using MongoDB.Bson;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Groups;

/// <summary>
/// Random updates of parts of dict fields: each database makes of each record what the engine itself makes of it, or refuses as the engine
/// does. The seed of a set is printed where it fails; TASKDB_TEST_SEED runs that set alone.
/// </summary>
public class UpdateDifferentialTests(ITestOutputHelper output, PostgresServer server)
{
    private const int UpdatesPerSet = 3;
    private const int SetsInBrief = 4;
    private const int SetsAtLength = 500;
    private const string Field = "header";

    private static readonly string[] Names = ["a", "b", "c", "é"];

    /// <summary>Numbers whose sums no engine has to round.</summary>
    private static readonly object[] Added = [1, -2, 3L, 0.5, 1L << 40];

    [Fact]
    public async Task All_sides_make_the_same_of_a_record()
    {
        var (sides, seeds) = await Settings.OpenAsync(output, SetsInBrief, SetsAtLength, server);
        await using var opened = sides;
        var (changed, refused) = (0, 0);
        await seeds.EachAsync(async seed =>
        {
            var dice = Dice.Of(seed);
            var records = new RandomTasks(dice).Set(4, 8);
            foreach (var record in records)
            {
                record["header"] = Numbered(dice, record.GetValueOrDefault("header") as Dictionary<string, object?> ?? []);
            }

            await sides.LoadAsync(records);
            for (var at = 0; at < UpdatesPerSet; at++)
            {
                var update = Update(dice);
                foreach (var record in records)
                {
                    var id = (string)record[Fields.Id]!;
                    var answers = new List<(string Side, string? Value)>();
                    foreach (var (name, database) in sides.Databases)
                    {
                        answers.Add((name, await UpdateAsync(database, id, update)));
                    }

                    if (sides.HasEngine)
                    {
                        answers.Add(
                            ("engine", await sides.UpdateEngineAsync(id, (BsonDocument)Trees.ToNative(update), Field) is { } value
                                ? GroupText.Of(value)
                                : null));
                    }

                    Assert.True(
                        answers.All(answer => answer.Value == answers[0].Value),
                        $"{Trees.ToNative(update)} of "
                        + $"{id}\n{string.Join('\n', answers.Select(answer => $"-- {answer.Side}: {answer.Value ?? "refused"}"))}");
                    (changed, refused) = answers[0].Value is null ? (changed, refused + 1) : (changed + 1, refused);
                }
            }

            return true;
        });

        output.WriteLine($"{changed} changed, {refused} refused.");
        Assert.True(changed > seeds.Sets && (seeds.IsAlone || refused > 0), "Most updates change something, and some are refused.");
    }

    /// <summary>The field afterwards; null when the update was refused.</summary>
    private static async Task<string?> UpdateAsync(ITaskDb database, string id, Dictionary<string, object?> update)
    {
        try
        {
            await database.UpdateMatchingAsync(
                Filter.Parse(
                    new Dictionary<string, object?>
                    {
                        [Fields.Id] = id,
                    }), UpdateDocument.Parse(Trees.ToInput(update)), TestContext.Current.CancellationToken);
        }
        catch (QueryException refusal) when (refusal.Message.Contains("is left as it is", StringComparison.Ordinal))
        {
            return null;
        }

        return GroupText.Of((await database.GetAsync(id, TestContext.Current.CancellationToken)).Header);
    }

    private static Dictionary<string, object?> Numbered(Dice dice, Dictionary<string, object?> header)
    {
        header["c"] = dice.Weighted<object?>((3, () => dice.Pick(Added)), (1, () => "x"), (1, () => null));
        return header;
    }

    private static Dictionary<string, object?> Update(Dice dice)
    {
        var update = new Dictionary<string, object?>();
        var path = dice.Chance(50) ? $"{Field}.{dice.Pick(Names)}" : $"{Field}.{dice.Pick(Names)}.{dice.Pick(Names)}";
        var (name, operand) = dice.Weighted<(string, object?)>(
            (3, () => ("$set", dice.Pick<object?>(["new", 7, null, 2.5, true, new Dictionary<string, object?> { ["k"] = 1 }]))),
            (2, () => ("$unset", 1)),
            (2, () => ("$min", dice.Pick<object?>([0, "m", 2.5, false]))),
            (2, () => ("$max", dice.Pick<object?>([0, "m", 2.5, false]))));
        update[name] = new Dictionary<string, object?> { [path] = operand };
        if (path != $"{Field}.c" && !path.StartsWith($"{Field}.c.", StringComparison.Ordinal) && dice.Chance(60))
        {
            update["$inc"] = new Dictionary<string, object?> { [$"{Field}.c"] = dice.Pick(Added) };
        }

        return update;
    }
}
