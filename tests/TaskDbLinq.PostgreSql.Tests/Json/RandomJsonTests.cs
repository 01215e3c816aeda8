using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Tests;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>
/// Raw JSON of every odd content that jsonb takes, as others write it: the functions in PostgreSQL say what the compiled delegate says of
/// what is read back.
/// </summary>
public sealed class RandomJsonTests(PostgresServer server)
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? 5_000 : 150;

    private static readonly string[] Names = ["a", "b", "c d", "1", "0", "é", "$date", "q\"", "a.b", "x", "$oid"];
    private static readonly string[] Texts =
    [
        "", "a", "b", "A", "ä", "\uFFFF", "𝄞", "a\u0001", "'", "\"", "\\", "null", "1", "2026-01-01T00:00:00Z", new string('x', 300),
        new string('x', 301),
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "1", "-1", "2", "1.0", "1.5", "0.1", "9007199254740993", "9007199254740992.0", "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808", "1e400", "-1e400", "123456789012345678901234567890", "79228162514264337593543950335",
        "79228162514264337593543950336", "1e23", "0.30000000000000004",
        "0.300000000000000040000000001", "-0.0", "2.5", "0.3", "1.0000000000000002", "1.00000000000000001", "1e-320", "1e-400", "-2.5e-324",
        "1.7976931348623157e308", "1.7976931348623159e308",
        "2147483648", "-2147483649", """{"$date": "2026-01-01T00:00:00Z"}""", """{"$date": "2026-01-01T01:00+01:00"}""", """{"$date": "2026-02-29T00:00:00Z"}""", """{"$date": 1767225600000}""",
        """{"$date": 1.5}""", """{"$date": {"$numberLong": "1767225600000"}}""", """{"$date": "no"}""", """{"$date": "0001-01-01T00:00:00+01:00"}""", """{"$numberLong": "1"}""", """{"$numberInt": "2147483648"}""",
        """{"$numberDouble": "1E+23"}""", """{"$numberDouble": "NaN"}""", """{"$numberDouble": "-Infinity"}""", """{"$numberDouble": "x"}""", """{"$numberDecimal": "0.1"}""", """{"$numberDecimal": "1.50"}""",
        """{"$numberDecimal": "100000000000000000000000"}""", """{"$numberDecimal": "-9007199254740993"}""", """{"$literal": {"$date": 5}}""", """{"$literal": {"a": {"$date": 5}}}""",
        """{"$literal": {"a": {"$date": "no"}}}""", """{"$literal": 1}""", """{"$binary": {"base64": "AA==", "subType": "00"}}""", """{"$binary": {"base64": "AQI=", "subType": "5"}}""",
        """{"$uuid": "00000000-0000-0000-0000-00000000000a"}""", """{"$binary": {"base64": "AAAAAAAAAAAAAAAAAAAACg==", "subType": "04"}}""", """{"$uuid": "no"}""", "{}", "[]",
    ];

    private static readonly string[] Paths =
        ["a", "b", "a.b", "a.a", "b.a", "a.b.a", "c d", "a.1", "a.0", "a.0.b", "1", "é", "a.$date", "b.1.a"];

    [Fact]
    public void Sql_and_the_delegate_agree()
    {
        var database = server.CreateDatabase();
        using var context = new NoteContext(new DbContextOptionsBuilder().UseNpgsql(database).UseMongoQueries().Options);
        context.Database.EnsureCreated();
        context.Database.EnsureJsonFunctions();
        Fill(database);
        var notes = context.Notes.AsNoTracking().ToList();
        var (found, refused) = (0, 0);
        RandomCases.Run(
            Cases,
            seed =>
            {
                var filter = Filter.Parse(FilterText(new Random(seed)));
                var expected = notes.Where(filter.ToPredicate<Note>()).Select(note => note.Id).Order().ToList();
                if (Ask(context, filter) is { } actual)
                {
                    found += actual.Count;
                    var different = expected.Except(actual).Concat(actual.Except(expected))
                        .Select(id => notes.Single(note => note.Id == id).Json!.RootElement);
                    Assert.True(expected.SequenceEqual(actual), $"{filter}\n{string.Join('\n', different)}");
                }
                else
                {
                    refused++;
                }
            });
        Assert.True(found > Cases && refused * 5 < Cases, $"found {found}, refused {refused}");
    }

    /// <summary>The ids; null where the filter is refused.</summary>
    private static List<int>? Ask(NoteContext context, Filter filter)
    {
        try
        {
            return [.. context.Notes.Where(filter.ToExpression<Note>()).Select(note => note.Id).ToList().Order()];
        }
        catch (QueryException refusal) when (refusal.Message.Contains("jsonb does not keep", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static void Fill(string database)
    {
        var random = new Random(1);
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        var json = Enumerable.Range(0, 200).Select(n => n < Scalars.Length ? $$"""{"a": {{Scalars[n]}} }""" : Json(random, 3, isObject: true)).ToArray();
        using var command = new NpgsqlCommand(
            """INSERT INTO "Notes" ("Id", "Element", "Json") SELECT n, j::jsonb, j::jsonb FROM unnest($1) WITH ORDINALITY AS u (j, n)""", connection)
        {
            Parameters = { new() { Value = json } },
        };
        command.ExecuteNonQuery();
    }

    private static string FilterText(Random random)
    {
        var (path, test) = (Pick(random, Paths), Test(random, 2));
        return $$"""{"{{Pick(random, ["json", "element"])}}.{{path}}": {{test}} }""";
    }

    private static string Test(Random random, int depth)
    {
        var name = Pick(
            random,
            [
                "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$gte", "$lte", "$in", "$nin", "$exists", "$type", "$size", "$mod", "$all",
                "$regex", "$not", "$elemMatch",
            ]);
        var operand = name switch
        {
            "$exists" => Pick(random, ["true", "false"]),
            "$type" =>
                Pick(
                    random,
                    [
                        "\"double\"", "\"string\"", "\"object\"", "\"array\"", "\"binData\"", "\"date\"", "\"int\"", "\"long\"",
                        "\"decimal\"", "\"number\"", "[\"bool\", \"null\"]",
                    ]),
            "$size" => Pick(random, ["0", "1", "2"]),
            "$mod" => Pick(random, ["[2, 1]", "[3, 0]", "[-4, -1]", "[9223372036854775807, 0]"]),
            "$in" or "$nin" or "$all" => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Operand(random)))}]",
            "$regex" => Pick(random, ["\"^a\"", "\"x$\"", "\".\"", "\"ä|b\""]),
            "$not" => depth > 0 ? Test(random, depth - 1) : """{"$gt": 1}""",
            "$elemMatch" => depth > 0 && random.Next(2) == 0 ? Test(random, depth - 1) : $$"""{"{{Pick(random, Names.Where(name => name.Length == 1).ToArray())}}": {{(depth > 0 ? Test(random, depth - 1) : "1")}} }""",
            _ => Operand(random),
        };
        return $$"""{"{{name}}": {{operand}} }""";
    }

    private static string Operand(Random random) =>
        random.Next(3) == 0 ? JsonSerializer.Serialize(Pick(random, Texts)) : Pick(random, Readable);

    /// <summary>What a filter takes as a value.</summary>
    private static readonly string[] Readable =
        [.. Scalars.Where(scalar => Filter.TryParse($$"""{"a": {"$eq": {{scalar}} } }""").Success), """[1, "a"]""", "[null]", """{"a": 1}""", "[[]]", "[0.1, 2]"];

    private static string Json(Random random, int depth, bool isObject = false) =>
        (isObject ? 0 : random.Next(depth > 0 ? 4 : 2) + (depth > 0 ? 0 : 2)) switch
        {
            0 => "{"
                + string.Join(
                    ", ",
                    Names.OrderBy(_ => random.Next())
                        .Take(random.Next(1, 6))
                        .Select(name => $"{JsonSerializer.Serialize(name)}: {Json(random, depth - 1)}"))
                + "}",
            1 => "[" + string.Join(", ", Enumerable.Range(0, random.Next(0, 4)).Select(_ => Json(random, depth - 1))) + "]",
            2 => JsonSerializer.Serialize(Pick(random, Texts)),
            _ => Pick(random, Scalars),
        };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
