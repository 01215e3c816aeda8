using Microsoft.Data.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>Dict fields of a file, which go from their stored text to BSON without values between.</summary>
public sealed class StoredTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // By their texts: the name of a test holds its arguments, and some of the values are nothing that a report can hold.
    private static readonly Dictionary<string, BsonValue> Values = new()
    {
        { "null", BsonNull.Value },
        { "true", BsonBoolean.True },
        { "2147483647", new BsonInt32(int.MaxValue) },
        { "2147483648", new BsonInt64(1L << 31) },
        { "-9223372036854775808", new BsonInt64(long.MinValue) },
        { """{"$numberLong": "5"}""", new BsonInt64(5) },
        { "9223372036854775808", new BsonDecimal128(Decimal128.Parse("9223372036854775808")) },
        { """{"$numberDecimal": "1.50"}""", new BsonDecimal128(Decimal128.Parse("1.50")) },
        { "2.0", new BsonDouble(2) },
        { "1e-320", new BsonDouble(1e-320) },
        { """{"$numberDouble": "-Infinity"}""", new BsonDouble(double.NegativeInfinity) },
        { "\"\"", new BsonString("") },
        { """ "a\tb\u0041\\\" \ud83d\ude00 é" """, new BsonString("a\tbA\\\" 😀 é") },
        { """ "NaN and Infinity" """, new BsonString("NaN and Infinity") },
        { """ "a\u0000b" """, new BsonString("a\0b") },
        { """{"$date": "2026-11-29T01:02:03.4567Z"}""", new BsonDateTime(new DateTime(2026, 11, 29, 1, 2, 3, 456, DateTimeKind.Utc)) },
        { """{"$date": "2026-11-29T01:02:03+01:00"}""", new BsonDateTime(new DateTime(2026, 11, 29, 0, 2, 3, DateTimeKind.Utc)) },
        { """{"$date": {"$numberLong": "-1"}}""", new BsonDateTime(-1) },
        { """{"$literal": {"$date": "2026-11-29T01:02:03Z"}}""", new BsonDocument("$date", "2026-11-29T01:02:03Z") },
        { """{"$date": "not one"}""", new BsonDocument("$date", "not one") },
        { """{"$other": 1, "b": [{"$date": "2026-11-29T00:00:00Z"}]}""", new BsonDocument { { "$other", 1 }, { "b", new BsonArray { new BsonDateTime(new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc)) } } } },
        { """{"$binary": {"base64": "AQI=", "subType": "00"}}""", new BsonBinaryData([1, 2]) },
        { "{}", new BsonDocument() },
        { "[]", new BsonArray() },
        { """[[1, "x"], {"é \"": {"a.b": [null]}}, 0.5]""", new BsonArray { new BsonArray { 1, "x" }, new BsonDocument("é \"", new BsonDocument("a.b", new BsonArray { BsonNull.Value })), 0.5 } },
    };

    private static readonly string[] Damaged =
    [
        "01", "-", "1.", ".5", "1e", "+1", "tru", "nullx", "nan", "'a'", "\"a", "\"\\x\"", "\"\\u00g0\"",
        "\"a\nb\"", "[1,]", "[1", "{,}", "{\"a\"}", "{a:1}", "1}", "{\"$date\": }",
    ];

    public static TheoryData<string> Texts => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_value_is_what_its_text_says(string json)
    {
        var expected = Values[json];
        var folder = Directory.CreateTempSubdirectory("taskdb-wire");
        try
        {
            var file = Path.Combine(folder.FullName, "tasks.db");
            await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
            await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
            Store(file, $$"""{"before": 1, "v": {{json}}, "behind": [2]}""");
            using var server = TaskDbWireServer.Start(db);
            using var client = new MongoClient($"mongodb://{server.Address}/?directConnection=true");
            var tasks = client.GetDatabase("ipython-tasks").GetCollection<BsonDocument>("task_records");

            // The field as a whole comes from its text, a part of it through values.
            var whole = await tasks.Find("{}").Project("{ content: 1 }").SingleAsync(Cancel);
            var parts = await tasks.Find("{}").Project("{ 'content.before': 1, 'content.v': 1, 'content.behind': 1 }").SingleAsync(Cancel);
            var content = new BsonDocument { { "before", 1 }, { "v", expected }, { "behind", new BsonArray { 2 } } };
            Assert.Equal(content, whole["content"]);
            Assert.Equal(content, parts["content"]);
            Assert.Equal(expected.BsonType, whole["content"]["v"].BsonType);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_text_that_is_not_JSON_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-wire");
        try
        {
            var file = Path.Combine(folder.FullName, "tasks.db");
            await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
            await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
            using var server = TaskDbWireServer.Start(db);
            using var client = new MongoClient($"mongodb://{server.Address}/?directConnection=true");
            var tasks = client.GetDatabase("ipython-tasks").GetCollection<BsonDocument>("task_records");
            foreach (var json in Damaged)
            {
                Store(file, $$"""{"v":{{json}}}""");
                var found = tasks.Find("{}").Project("{ content: 1 }");
                var fault = await Assert.ThrowsAsync<MongoCommandException>(() => found.SingleAsync(Cancel));
                Assert.Contains(nameof(FormatException), fault.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Store(string file, string content)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE task SET content = $content";
        command.Parameters.AddWithValue("$content", content);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
