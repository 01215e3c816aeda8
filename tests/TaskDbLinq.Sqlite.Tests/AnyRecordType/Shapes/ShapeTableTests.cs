using TaskDbLinq.Filters;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>
/// Every shape of a property, every operator: a dict field that holds the same, a delegate by either compiler over objects as they were
/// made
/// and as EF Core loads them, and SQL with and without <c>UseMongoQueries</c> give one answer. Only a refusal, with its reason, may stand
/// in
/// place of it.
/// </summary>
public sealed class ShapeTableTests(AnimalDatabases databases) : IClassFixture<AnimalDatabases>
{
    /// <summary>Every operand with every operator takes minutes; by default each path has a part of them.</summary>
    private static readonly int Step = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? 1 : 97;

    public static TheoryData<string> Shapes => [.. ShapeCases.Paths.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_ways_give_one_answer(string shape)
    {
        var number = shape.Length;
        foreach (var (path, operands) in ShapeCases.Paths[shape])
        {
            foreach (var condition in ShapeCases.Conditions(path, operands).Where(_ => number++ % Step == 0))
            {
                var filter = Filter.Parse(new Dictionary<string, object?> { [path] = condition });
                if (filter.Validate<Animal>() is { Count: > 0 } problems)
                {
                    Assert.All(
                        problems,
                        problem =>
                            Assert.Matches(
                                "no order|no size|no elements|can't divide|a pattern is for strings|nothing more", problem.Reason));
                    continue;
                }

                var expected = $"{filter}: {Ids(databases.Loaded.Where(filter.ToPredicate<Animal>()))}";
                Assert.Equal(expected, $"{filter}: {Ids(databases.Loaded.Where(filter.ToExpression<Animal>().Compile()))}");
                Assert.Equal(expected, $"{filter}: {Ids(databases.Made.Where(filter.ToPredicate<Animal>()))}");
                Assert.Equal(expected, InDict(filter, path, databases.Loaded) ?? expected);
                Assert.Equal(expected, Asked(filter, databases.Registered, path) ?? expected);
                Assert.Equal(expected, IsOrderOfEfCore(path) ? expected : Asked(filter, databases.Plain, path) ?? expected);
            }
        }
    }

    /// <summary>Answers by hand, so that not all ways are wrong together.</summary>
    [Theory]
    [InlineData("""{"vet.animals.name":"fido"}""", "1 2")]
    [InlineData("""{"vet.animals.name":{"$ne":"fido"}}""", "3 4 5")]
    [InlineData("""{"vet.animals.name":null}""", "4 5")]
    [InlineData("""{"vet.clinic.rooms.kind":null}""", "1 2 4 5")]
    [InlineData("""{"vet.clinic.rooms":{"$size":0}}""", "3")]
    [InlineData("""{"keepers.clinic.city":{"$exists":false}}""", "3 4 2")]
    [InlineData("""{"code":"A-1"}""", "1")]
    [InlineData("""{"code":{"$nin":["A-1","B"]}}""", "2 3 5")]
    [InlineData("""{"number":{"$in":[7,null]}}""", "1 3 5")]
    [InlineData("""{"link":"http://example.org/a"}""", "3")]
    [InlineData("""{"grade":{"$ne":9}}""", "2 3 4 5")]
    [InlineData("""{"born":{"$gt":{"$date":"2026-01-01T00:00:00Z"}}}""", "2")]
    [InlineData("""{"card.doses":{"$elemMatch":{"drug":null,"amount":0}}}""", "3")]
    [InlineData("""{"steps.drug":{"$ne":"e"}}""", "1 3 4 5")]
    [InlineData("""{"collar.size":null}""", "1 2 4 5")]
    [InlineData("""{"resort":null}""", "3 4 5")]
    public void An_answer_by_hand(string filter, string expected)
    {
        expected = string.Join(' ', expected.Split(' ').Order());
        Assert.Equal(expected, Ids(databases.Registered.Animals.Where(Filter.ToExpression<Animal>(filter))));
        Assert.Equal(expected, Ids(databases.Loaded.Where(Filter.Parse(filter).ToPredicate<Animal>())));
    }

    [Theory]
    [InlineData("""{"grade":{"$gt":5}}""", "Grade")]
    [InlineData("""{"grade":{"$mod":[2,1]}}""", "Grade")]
    [InlineData("""{"secret":{"$lt":"x"}}""", "Secret")]
    [InlineData("""{"secret":{"$regex":"x"}}""", "Secret")]
    [InlineData("""{"seen":"2026-01-01T00:00:00Z"}""", "Seen")]
    public void What_a_converter_writes_in_another_order_is_refused(string filter, string column)
    {
        var problem = Assert.Single(
            Assert.Throws<QueryException>(() => databases.Registered.Animals.Where(Filter.ToExpression<Animal>(filter)).ToList()).Problems);
        Assert.Equal(column, problem.Path);
        Assert.Contains("written by a value converter", problem.Reason, StringComparison.Ordinal);
    }

    /// <summary>The answer of a database; null for a refusal with its reason, where one may be.</summary>
    private static string? Asked(Filter filter, AnimalContext context, string path)
    {
        try
        {
            return $"{filter}: {Ids(context.Animals.Where(filter.ToExpression<Animal>()))}";
        }
        catch (QueryException refusal)
        {
            Assert.Contains("written by a value converter", refusal.Message, StringComparison.Ordinal);
        }
        catch (InvalidOperationException refusal)
        {
            Assert.Contains("could not be translated", refusal.Message, StringComparison.Ordinal);
            Assert.True(path == "code.value" || context.GetType() != typeof(AnimalContext), refusal.Message);
        }

        return null;
    }

    /// <summary>
    /// Without <c>UseMongoQueries</c> a number that is kept as text has the order of the text, as EF Core has it; docs/providers.md says
    /// so.
    /// </summary>
    private static bool IsOrderOfEfCore(string path) => path == "grade";

    /// <summary>The evaluator of dict fields as a judge; it knows no names of enums, no text of UUIDs and no decimals of doubles.</summary>
    private static string? InDict(Filter filter, string path, IEnumerable<Animal> animals)
    {
        if (path is "code.value" or "token" or "price" or "moods" or "mood" or "formerMood")
        {
            return null;
        }

        var inDict = Filter.Parse($"{{\"header.{path}\":{filter.ToDocument()[path]}}}").ToPredicate<TaskRecord>();
        return $"{filter}: {Ids(animals.Where(animal => inDict(new TaskRecord { MsgId = "t", Header = AnimalDocument.Of(animal) })))}";
    }

    private static string Ids(IEnumerable<Animal> animals) => string.Join(' ', animals.Select(animal => animal.Id).Order());
}
