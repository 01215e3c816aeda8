using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>Typed values come back as they were sent, and fields that no task has where the hub wrote them.</summary>
public sealed class ValueTests : ServerTest
{
    [Theory]
    [InlineData("""{"$date":"2026-11-28T10:00:00.123456Z"}""")]
    [InlineData("""{"$literal":{"$date":"no date"}}""")]
    [InlineData("""{"$literal":{"$oid":"0123"}}""")]
    [InlineData("""{"$literal":{"$literal":{"a":1}}}""")]
    [InlineData("""{"$binary":{"base64":"AP8=","subType":"00"}}""")]
    [InlineData("""{"$numberDouble":"NaN"}""")]
    [InlineData("""{"$numberDouble":"-Infinity"}""")]
    [InlineData("""{"$numberDecimal":"1180591620717411303424"}""")]
    [InlineData("9223372036854775807")]
    [InlineData("1.0")]
    [InlineData("-0.0")]
    [InlineData("\"2026-11-28T10:00:00Z\"")]
    [InlineData("""[{"a":[null,true,"\ud83d\ude00"]}]""", """[{"a":[null,true,"\uD83D\uDE00"]}]""")]
    [InlineData("""{"b":1,"a":{}}""")]
    public async Task Values_come_back_as_they_were_sent(string value, string? expected = null)
    {
        await WriteAsync(1, $$$"""{"op": "add", "id": "a", "set": {"content": {"v": {{{value}}} } } }""");
        Assert.Equal(expected ?? value, (await TaskAsync("a")).GetProperty("content").GetProperty("v").GetRawText());
    }

    /// <summary>Python's own spelling is read too; the answer has the one that JSON allows.</summary>
    [Fact]
    public async Task Python_writes_NaN_bare()
    {
        await WriteAsync(1, """{"op": "add", "id": "a", "set": {"content": {"v": [NaN, -Infinity]}}}""");
        Assert.Equal(
            """[{"$numberDouble":"NaN"},{"$numberDouble":"-Infinity"}]""",
            (await TaskAsync("a")).GetProperty("content").GetProperty("v").GetRawText());
    }

    /// <summary>
    /// Names are kept while a batch is read: those of one length, with the same letters at the ends and in the middle, too.
    /// </summary>
    [Fact]
    public async Task Names_that_look_alike_are_told_apart()
    {
        const string Content = """{"abcde":1,"axcye":2,"":3,"\u00e9":4,"éa":5,"in":{"axcye":6,"abcde":7}}""";
        await WriteAsync(1, $$$"""
            {"op": "add", "id": "a", "set": {"content": {{{Content}}} } }, {"op": "add", "id": "b", "set": {"content": {{{Content}}} } },
            {"op": "add", "id": "c", "set": {"content": {"v": 1, "w": 2, "v": 3} } }
            """);
        foreach (var id in (string[])["a", "b"])
        {
            var expected = Content.Replace("\\u00e9", "é", StringComparison.Ordinal);
            Assert.Equal(expected, (await TaskAsync(id)).GetProperty("content").GetRawText());
        }

        Assert.Equal("""{"v":3,"w":2}""", (await TaskAsync("c")).GetProperty("content").GetRawText());
    }

    [Fact]
    public async Task What_is_no_UTF_8_is_refused()
    {
        using var content = new ByteArrayContent([.. """{"client": "test", "batch": 1, "items": [{"op": "add", "id": "a"""u8, 0xFF, .. "\"}]}"u8]);
        using var answer = await Client.PostAsync(new Uri("/v1/write", UriKind.Relative), content, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The body is not UTF-8.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_and_empty_stay_apart()
    {
        await WriteAsync(1, """{"op": "add", "id": "a", "set": {"stdout": "", "stderr": null, "header": null, "metadata": {}, "buffers": null}}""");
        var task = await TaskAsync("a");
        Assert.Equal(
            ["\"\"", "null", "null", "{}", """{"$buffers":[]}"""],
            ((string[])["stdout", "stderr", "header", "metadata", "buffers"]).Select(key => task.GetProperty(key).GetRawText()));
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused()
    {
        var (status, body) = await PostAsync(
            "/v1/write", """{"client": "test", "batch": 1, "items": [{"op": "add", "id": "a", "set": {"stdout": "a\ud800b"}}]}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        Assert.Contains("stdout: the string holds half of a surrogate pair", body, StringComparison.Ordinal);
        Assert.Null(await Db.TryGetAsync("a", Cancel));
    }

    [Fact]
    public async Task Fields_that_no_task_has_survive()
    {
        await WriteAsync(1, """
            {"op": "add", "id": "a", "set": {"metadata": {"m": 1}, "display_data": {"data": {"text/plain": "x"}}}},
            {"op": "update", "id": "a", "set": {"stdout": "s"}},
            {"op": "add", "id": "b", "set": {"metadata": null}}
            """);
        await WriteAsync(2, """
            {"op": "update", "id": "a", "set": {"novel": [1]}},
            {"op": "update", "id": "b", "set": {"display_data": {"d": 2}}},
            {"op": "update", "id": "a", "set": {"metadata": {"m": 2}}}
            """);
        var a = await TaskAsync("a");
        Assert.Equal("""{"m":2}""", a.GetProperty("metadata").GetRawText());
        Assert.Equal("""{"data":{"text/plain":"x"}}""", a.GetProperty("display_data").GetRawText());
        Assert.Equal(("[1]", "s"), (a.GetProperty("novel").GetRawText(), a.GetProperty("stdout").GetString()));

        Assert.Equal(
            ["""{"msg_id":"a","display_data":{"data":{"text/plain":"x"}}}""", """{"msg_id":"b","display_data":{"d":2}}"""],
            await FindAsync("""{"keys": ["msg_id", "display_data"], "sort": ["msg_id"]}"""));
        Assert.Equal(
            ["""{"msg_id":"a","metadata":{"m":2}}"""],
            await FindAsync("""{"keys": ["metadata"], "filter": {"msg_id": "a"}}"""));
    }

    [Fact]
    public async Task A_task_has_all_keys()
    {
        await WriteAsync(1, """{"op": "add", "id": "a", "set": {}}""");
        Assert.Equal(TaskFields.All.Select(field => field.Key), (await TaskAsync("a")).EnumerateObject().Select(field => field.Name));
        Assert.Equal(JsonValueKind.Null, (await TaskAsync("a")).GetProperty("completed").ValueKind);
    }
}
