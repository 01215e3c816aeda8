using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Tests;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// Dict fields of every odd content, asked in SQL and by the compiled delegate: SQLite's own JSON functions must say what
/// our evaluator says, or nothing.
/// </summary>
public sealed class RandomDictFieldTests : IDisposable
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? 20_000 : 500;

    private static readonly string[] Names = ["a", "b", "c d", "e-f", "1", "null", "NaN", "é", "$date", "q\"", "a.b"];
    private static readonly string[] Texts =
        ["", "a", "b", "A", "ä", "\uFFFF", "𝄞", "a\0b", "a\u0001", "\\u0061", "'", "\"", "null", "1", "2026-01-01T00:00:00Z"];
    private static readonly string[] Scalars =
        ["null", "true", "false", "0", "1", "-1", "2", "1.0", "1.5", "0.1", "9007199254740993", "9007199254740992.0", "9223372036854775807",
         "9223372036854775808", "-9223372036854775808", "1e400", "123456789012345678901234567890", "NaN", "Infinity", "-Infinity",
         "0.30000000000000004",
         "-0", "-0.0", "2.5", "0.3", "1.0000000000000002", "100.5", "1e-320", "1.001e-320", "-1e-320", "1.7976931348623157e308",
         "-1.7976931348623157e308", "2147483648", "-2147483649",
         """{"$date": "2026-01-01T00:00:00Z"}""", """{"$numberLong": "1"}""", """{"$literal": {"a": 1}}""", """{"$binary": {"base64": "AA==", "subType": "00"}}"""];

    private static readonly string[] Paths =
        ["a", "b", "a.b", "a.a", "b.a", "a.b.a", "c d", "e-f", "a.1", "a.0", "1", "null", "é", "a.é", "a.$date"];
    private static readonly string[] Operators = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$exists", "$in", "$nin", "$type"];
    private static readonly string[] Types =
    [
        "\"double\"", "\"string\"", "\"object\"", "\"array\"", "\"bool\"", "\"date\"", "\"null\"", "\"int\"", "\"long\"", "\"number\"",
        "2", "[\"string\", \"null\"]", "[16, 8]",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-random");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// IPython's files have NaN bare and moments as text; what they hold is what is read from them (they can't tell a dict that looks like
    /// a typed form from one).
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sql_and_the_delegate_agree(bool inIPythonsLayout)
    {
        var (db, tasks) = await OpenAsync(inIPythonsLayout);
        await using var open = db;
        var found = 0;
        RandomCases.Run(
            Cases,
            seed =>
            {
                var filter = FilterText(new Random(seed));
                var query = Filter.Parse(filter);
                var expected = tasks.Where(query.ToPredicate<TaskRecord>()).Select(task => task.MsgId).Order(StringComparer.Ordinal);
                var actual = db.Query(new TaskQuery { Filter = query, Keys = TaskKeys.Of("msg_id") })
                    .Select(row => (string)row["msg_id"]!)
                    .Order(StringComparer.Ordinal)
                    .ToList();
                found += actual.Count;
                var different = expected.Except(actual).Concat(actual.Except(expected))
                    .Select(id => tasks.Single(task => task.MsgId == id).Header);
                Assert.True(expected.SequenceEqual(actual), $"{filter}\n{string.Join('\n', different)}");
            });
        Assert.InRange(found, Cases, long.MaxValue);
    }

    /// <summary>LINQ's <c>==</c> on an item is equality of one value, without MongoDB's looking into arrays.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Linq_equality_in_sql_and_in_memory_agree(bool inIPythonsLayout)
    {
        var (db, tasks) = await OpenAsync(inIPythonsLayout);
        await using var open = db;
        var found = 0;
        RandomCases.Run(
            Cases,
            seed =>
            {
                var random = new Random(seed);
                var value = random.Next(3) > 0
                    ? Pick(random, Texts)
                    : Typed(DocumentJson.ParsePlain(Pick(random, ["1", "true", "1.5", "[]", "{}", "[\"a\"]", "{\"a\": \"b\"}"])));
                Expression<Func<TaskRecord, bool>> predicate = random.Next(5) switch
                {
                    0 => t => t.Header["a"] == "b",
                    1 => t => t.Header["b"] == value,
                    2 => t => t.Header["a"]["b"] == value,
                    3 => t => t.Header["a"][0] == value,
                    _ => t => t.Header["a"] != value,
                };
                var expected = tasks.Where(predicate.Compile()).Select(task => task.MsgId).Order(StringComparer.Ordinal).ToList();
                var actual = db.Tasks.Where(predicate).Select(task => task.MsgId).AsEnumerable().Order(StringComparer.Ordinal).ToList();
                found += actual.Count;
                Assert.True(
                    expected.SequenceEqual(actual),
                    $"{predicate.Body} for {value}: {string.Join(' ', expected.Except(actual).Concat(actual.Except(expected)))}");
            });
        Assert.InRange(found, Cases, long.MaxValue);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<(SqliteDb Db, TaskRecord[] Tasks)> OpenAsync(bool inIPythonsLayout)
    {
        var random = new Random(1);
        var tasks = Enumerable.Range(0, 400)
            .Select(n => new TaskRecord { MsgId = $"{n}", Header = n % 50 == 0 ? null : Parse(Json(random, 3, isObject: true)) })
            .ToArray();
        var options = new SqliteDbOptions { IndexedPaths = ["header.a", "header.a.b", "header.c d"] };
        var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "random.db"), options, Cancel);
        await ours.WriteAsync(
            TaskBatch.Add(
                tasks.Where(
                    task =>
                        !inIPythonsLayout
                            || !DocumentJson.Write(task.Header ?? DocumentValue.Null)
                                .Contains(ExtendedJson.Literal, StringComparison.Ordinal))),
            Cancel);
        var db = inIPythonsLayout ? await ExportAsync(ours, Path.Combine(_folder.FullName, "ipython.db")) : ours;
        tasks = inIPythonsLayout ? [.. db.Tasks.AsEnumerable().OrderBy(task => int.Parse(task.MsgId, null))] : tasks;
        return (db, tasks);
    }

    private static async Task<SqliteDb> ExportAsync(SqliteDb ours, string file)
    {
        await using var closed = ours;
        await IPythonFile.ExportAsync(ours, file, cancellationToken: Cancel);
        return await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
    }

    private static string FilterText(Random random)
    {
        var name = Pick(random, Operators);
        var operand = name switch
        {
            "$exists" => Pick(random, ["true", "false"]),
            "$type" => Pick(random, Types),
            "$in" or "$nin" => $"[{string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Operand(random)))}]",
            _ => Operand(random),
        };
        return $$"""{"header.{{Pick(random, Paths)}}": {"{{name}}": {{operand}} } }""";
    }

    private static string Operand(Random random) =>
        random.Next(2) == 0
            ? Json(Pick(random, Texts))
            : Pick(random, Scalars.Where(scalar => !scalar.Contains("$literal", StringComparison.Ordinal)).ToArray());

    private static string Json(Random random, int depth, bool isObject = false) =>
        (isObject ? 0 : random.Next(depth > 0 ? 4 : 2) + (depth > 0 ? 0 : 2)) switch
        {
            0 => "{"
                + string.Join(
                    ", ",
                    Names.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Select(name => $"{Json(name)}: {Json(random, depth - 1)}"))
                + "}",
            1 => "[" + string.Join(", ", Enumerable.Range(0, random.Next(0, 4)).Select(_ => Json(random, depth - 1))) + "]",
            2 => Json(Pick(random, Texts)),
            _ => Pick(random, Scalars),
        };

    /// <summary>A text that is a date becomes one; the objects that look like typed forms stay the objects that they are.</summary>
    private static Document Parse(string json) => (Document)Typed(Document.Parse(json));

    private static DocumentValue Typed(DocumentValue value) => value switch
    {
        Document document => Document.Of(document.Select(pair => (pair.Key, (DocumentValue?)Typed(pair.Value)))),
        DocumentArray array => DocumentArray.Of(array.Select(Typed)),
        _ => value.Kind == DocumentKind.String && (string?)value == "2026-01-01T00:00:00Z"
            ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            : value,
    };

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
