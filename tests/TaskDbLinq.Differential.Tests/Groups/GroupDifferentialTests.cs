using System.Collections.Immutable;
using System.Globalization;
using MongoDB.Bson;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Groups;

/// <summary>
/// Random questions about groups of random records: the databases and the engine itself must make the same groups. The seed of a set is
/// printed where it fails; TASKDB_TEST_SEED runs that set alone.
/// </summary>
public class GroupDifferentialTests(ITestOutputHelper output, PostgresServer server)
{
    /// <summary>How many questions the records of a set are asked: the records are what takes time to load.</summary>
    private const int QuestionsPerSet = 50;
    private const int SetsInBrief = 18;
    private const int SetsAtLength = 500;

    /// <summary>Numbers whose sums are exact in a double, whatever their order, and what is no number.</summary>
    private static readonly object?[] Summed = [0, 1, 2L, -3, 0.25, -1.5, 4.0, 1L << 33, "5", true, null, new List<object?> { 1 }];

    private static readonly string[] Names = ["a", "b", "c", "é"];

    [Fact]
    public async Task All_sides_make_the_same_groups()
    {
        var (sides, seeds) = await Settings.OpenAsync(output, SetsInBrief, SetsAtLength, server);
        await using var opened = sides;
        var groups = 0;
        await seeds.EachAsync(async seed =>
        {
            groups += await RunAsync(seed, sides);
            return true;
        });

        output.WriteLine($"{seeds.Sets * QuestionsPerSet} questions, {groups} groups.");
        Assert.True(groups > seeds.Sets * QuestionsPerSet, "Most questions have groups to answer with.");
    }

    private static async Task<int> RunAsync(ulong seed, Sides sides)
    {
        var dice = Dice.Of(seed);
        var tasks = new RandomTasks(dice);
        var records = tasks.Set(5, 14);
        foreach (var record in records)
        {
            record["metadata"] = new Dictionary<string, object?> { ["n"] = dice.Pick(Summed), ["k"] = dice.Pick(Summed) };
        }

        await sides.LoadAsync(records);
        var count = 0;
        for (var at = 0; at < QuestionsPerSet; at++)
        {
            var query = Question(dice);
            // The sides work at the same time.
            var asked = sides.Databases.Select(side => Task.Run(() => AskAsync(side.Name, side.Database, query)));
            var answers = await Task.WhenAll(sides.HasEngine ? asked.Append(AskEngineAsync(sides, query)) : asked);
            count += answers[0].Count;
            Assert.True(
                answers.All(answer => answer.Groups == answers[0].Groups),
                $"{Shown(query)}\n"
                + $"{string.Join('\n', answers.Select(answer => $"-- {answer.Side}\n{answer.Groups}"))}");
        }

        return count;
    }

    private static async Task<(string Side, string Groups, int Count)> AskAsync(string name, ITaskDb database, GroupQuery query)
    {
        var found = await database.GroupAsync(query, TestContext.Current.CancellationToken);
        var lines = found.Select(group => query.Keys.Select(key => GroupText.Of(group[key]))
            .Concat(query.Values.Select(value => GroupText.Of(group[value.Name]))));
        return (name, Lines(lines), found.Count);
    }

    private static async Task<(string Side, string Groups, int Count)> AskEngineAsync(Sides sides, GroupQuery query)
    {
        var found = await sides.AggregateEngineAsync(Pipeline(query));
        return ("engine", Lines(found.Select(group => Cells(group, query))), found.Count);
    }

    private static GroupQuery Question(Dice dice)
    {
        var keys = Enumerable.Range(0, dice.Next(3)).Select(_ => Key(dice)).Distinct().ToImmutableArray();
        var values = new List<GroupValue> { new("n", GroupAggregate.Count) };
        for (var left = dice.Next(4); left > 0; left--)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"v{left}");
            values.Add(dice.Chance(50)
                ? new GroupValue(
                    name, dice.Pick([GroupAggregate.Sum, GroupAggregate.Average]), dice.Pick(["metadata.n", "metadata.k", "metadata.none"]))
                : new GroupValue(name, dice.Pick([GroupAggregate.Min, GroupAggregate.Max]), Key(dice)));
        }

        var filter = dice.Chance(30) ? Filter.Parse(new Dictionary<string, object?> { ["completed"] = null }) : Filter.Everything;
        return new GroupQuery { Filter = filter, Keys = [.. keys], Values = [.. values] };
    }

    private static string Key(Dice dice) => dice.Weighted(
        (2, () => dice.Pick(Fields.Texts)),
        (1, () => dice.Pick(Fields.Timestamps)),
        (2, () => dice.Pick(["metadata.n", "metadata.k"])),
        (6, () => $"{dice.Pick(Fields.Dicts)}.{dice.Pick(Names)}"),
        (2, () => $"{dice.Pick(Fields.Dicts)}.{dice.Pick(Names)}.{dice.Pick(Names)}"));

    /// <summary>The pipeline as a person would write it.</summary>
    private static BsonDocument[] Pipeline(GroupQuery query)
    {
        var group = new BsonDocument("_id", query.Keys.Count == 1
            ? Key(query.Keys[0])
            : new BsonDocument(
                query.Keys.Select((key, at) => new BsonElement(string.Create(CultureInfo.InvariantCulture, $"k{at}"), Key(key)))));
        foreach (var value in query.Values)
        {
            group[value.Name] = value.Field is null
                ? new BsonDocument("$sum", 1)
                : new BsonDocument($"${value.Aggregate.Name}", $"${value.Field}");
        }

        var match = query.Filter.IsEverything ? [] : new BsonDocument("completed", BsonNull.Value);
        return [new BsonDocument("$match", match), new BsonDocument("$group", group)];

        static BsonDocument Key(string path) => new("$ifNull", new BsonArray { $"${path}", BsonNull.Value });
    }

    private static IEnumerable<string> Cells(BsonDocument group, GroupQuery query)
    {
        var keys = query.Keys.Count == 1 ? [group["_id"]] : query.Keys.Select((_, at) => group["_id"][at]);
        return keys.Concat(query.Values.Select(value => group[value.Name])).Select(GroupText.Of);
    }

    private static string Lines(IEnumerable<IEnumerable<string>> groups) =>
        string.Join('\n', groups.Select(cells => string.Join(" | ", cells)).Order(StringComparer.Ordinal));

    private static string Shown(GroupQuery query) =>
        $"{query.Filter.ToJson()} by [{string.Join(", ", query.Keys)}]: "
        + $"{string.Join(", ", query.Values.Select(value => $"{value.Name} = {value.Aggregate} {value.Field}"))}";
}
