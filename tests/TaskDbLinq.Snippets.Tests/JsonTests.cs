using System.Text.Json;
using TaskDbLinq;
using Xunit;

namespace Shop.Tasks;

/// <summary>What a web API returns and receives: tasks, rows, results and values go through System.Text.Json and come back.</summary>
public sealed class JsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly TaskRecord Task = new()
    {
        MsgId = "t1",
        Header = Document.Of(
            ("msg_type", "apply_request"), ("size", 3L), ("share", 1.0), ("at", new DateTime(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc))),
        Metadata = Document.Parse("""{"after": [], "n": NaN, "odd": {"$date": "no date"}}"""),
        Submitted = new DateTime(2026, 11, 23, 20, 19, 56, 162, DateTimeKind.Utc).AddTicks(7_761),
        Completed = new DateTime(2026, 11, 23, 20, 20, 0, DateTimeKind.Utc),
        Buffers = BufferList.Of([1, 2, 3], []),
        ResultContent = Document.Parse("""{"status": "ok"}"""),
    };

    [Fact]
    public void A_task_keeps_every_value()
    {
        var json = JsonSerializer.Serialize(Task, Web);
        Assert.Contains(
            "\"header\":{\"msg_type\":\"apply_request\",\"size\":3,\"share\":1.0,\"at\":{\"$date\":\"2026-11-23T20:00:00.000000Z\"}}",
            json,
            StringComparison.Ordinal);
        Assert.Contains("\"buffers\":[\"AQID\",\"\"]", json, StringComparison.Ordinal);
        Assert.Contains("\"resultHeader\":null", json, StringComparison.Ordinal);
        var back = JsonSerializer.Deserialize<TaskRecord>(json, Web);
        Assert.Equal(Task, back);
        Assert.True(back!.Header["at"].Kind == DocumentKind.Date && back.Header["share"].Kind == DocumentKind.Double);
    }

    [Fact]
    public void A_naming_policy_gives_the_keys_of_ipython()
    {
        var json = JsonSerializer.Serialize(Task, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(TaskFields.All.Select(field => field.Key), parsed.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Rows_and_results_keep_theirs()
    {
        await using ITaskDb db = new DictDb();
        await db.AddAsync(Task, TestContext.Current.CancellationToken);
        var row = Assert.Single(
            await db.DbQueryAsync("{}", ["msg_id", "header", "submitted", "started", "buffers"], TestContext.Current.CancellationToken));
        const string Expected =
            """{"msg_id":"t1","header":{"msg_type":"apply_request","size":3,"share":1.0,"at":{"$date":"2026-11-23T20:00:00.000000Z"}},"submitted":"2026-11-23T20:19:56.1627761Z","started":null,"buffers":["AQID",""]}""";
        Assert.Equal(Expected, JsonSerializer.Serialize(row));
        Assert.Equal(Expected, row.ToString());
        Assert.Equal(row.ToList(), JsonSerializer.Deserialize<TaskRow>(Expected)!.ToList());

        var result = await db.GetResultAsync("t1", cancellationToken: TestContext.Current.CancellationToken);
        var json = JsonSerializer.Serialize(result, Web);
        Assert.Contains("\"state\":\"Ok\"", json, StringComparison.Ordinal);
        Assert.Contains("\"resultContent\":{\"status\":\"ok\"}", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<TaskResult>(json, Web), Web));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("1.5")]
    [InlineData("\"text\"")]
    [InlineData("[1,{\"a\":null},\"b\"]")]
    [InlineData("{\"a\":{\"b\":[]}}")]
    [InlineData("{\"$numberDouble\":\"NaN\"}")]
    [InlineData("{\"$numberDecimal\":\"1.10\"}")]
    [InlineData("{\"$binary\":{\"base64\":\"AQID\",\"subType\":\"00\"}}")]
    public void A_value_comes_back(string json)
    {
        var value = JsonSerializer.Deserialize<DocumentValue>(json)!;
        Assert.Equal(json, JsonSerializer.Serialize(value));
        Assert.Equal(json, JsonSerializer.Serialize<object>(value));
        Assert.Equal(json, value.ToString());
    }

    [Fact]
    public void What_is_no_row_or_document_is_refused()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TaskRow>("""{"msg_id": "a", "typo": 1}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TaskRow>("""{"queue": "mux"}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Document>("[1]"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DocumentArray>("{}"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BufferList>("[null]"));
        Assert.True(JsonSerializer.Deserialize<Document>("null") == null);
        Assert.Empty(JsonSerializer.Deserialize<BufferList>("null")!);
        Assert.Equal("2 buffers, 3 bytes", Task.Buffers.ToString());
    }
}
