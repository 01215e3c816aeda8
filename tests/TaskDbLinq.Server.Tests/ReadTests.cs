using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>Everything that asks.</summary>
public sealed class ReadTests : ServerTest
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Find_answers_filter_keys_order_and_page()
    {
        await AddAsync(5);
        Assert.Equal(
            ["""{"msg_id":"t_3","submitted":{"$date":"2026-11-28T12:00:03.000000Z"}}""", """{"msg_id":"t_2","submitted":{"$date":"2026-11-28T12:00:02.000000Z"}}"""],
            await FindAsync("""
                {"filter": {"submitted": {"$gte": {"$date": "2026-11-28T12:00:01Z"}}}, "keys": ["msg_id", "submitted"], "sort": ["-submitted"], "skip": 1, "limit": 2}
                """));
        Assert.Equal(5, (await FindAsync("{}")).Length);
        Assert.Empty(await FindAsync("""{"filter": {"msg_id": "none"}}"""));
    }

    /// <summary>Pages by position: with and without null, up and down, every task comes once.</summary>
    [Theory]
    [InlineData("\"completed\"")]
    [InlineData("\"-completed\"")]
    [InlineData("\"-completed\", \"queue\"")]
    [InlineData("\"queue\", \"-msg_id\"")]
    public async Task Pages_follow_each_other(string sort)
    {
        for (var n = 0; n < 12; n++)
        {
            await Db.AddAsync(
                new TaskRecord
                {
                    MsgId = $"t{n:00}",
                    Completed = n % 3 == 0 ? null : Noon.AddSeconds(n % 4),
                    Queue = n % 2 == 0 ? null : "mux",
                },
                Cancel);
        }

        const string Keys = "\"keys\": [\"msg_id\", \"completed\", \"queue\"]";
        var all = await FindAsync($$"""{"sort": [{{sort}}], {{Keys}}, "limit": 100}""");
        Assert.Equal(12, all.Length);
        var paged = new List<string>();
        for (var after = ""; ;)
        {
            var page = await FindAsync($$"""{"sort": [{{sort}}], {{Keys}}, "limit": 5{{after}}}""");
            paged.AddRange(page);
            if (page.Length < 5)
            {
                break;
            }

            var last = JsonDocument.Parse(page[^1]).RootElement;
            var order = sort.Replace("\"", "", StringComparison.Ordinal).Split(", ").Select(key => key.TrimStart('-')).ToList();
            var values = (order.Contains("msg_id") ? order : [.. order, "msg_id"]).Select(key => last.GetProperty(key).GetRawText());
            after = $$""", "after": [{{string.Join(", ", values)}}]""";
        }

        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task A_wrong_question_lists_its_problems()
    {
        var (status, body) = await PostAsync("/v1/find", """{"filter": {"complted": null, "stdout": {"$gte": 5}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal("query", error.GetProperty("type").GetString());
        Assert.Equal("completed", error.GetProperty("problems")[0].GetProperty("suggestion").GetString());
        Assert.Equal(
            ["complted", "stdout.$gte"],
            error.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()!));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/find", """{"filtre": {}}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/find", """{"filter": {"stdout": "\ud800"}}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/find", """{"limit": -1}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/find", "[]")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/find", """{"keys": ["complted"]}""")).Status);
    }

    [Fact]
    public async Task Get_count_and_drop()
    {
        await AddAsync(3);
        Assert.Equal((HttpStatusCode.OK, """{"msg_id":"t_1","queue":null}"""), await GetAsync("/v1/tasks/t_1?keys=msg_id,queue"));
        Assert.Equal((HttpStatusCode.NotFound, """{"error":{"type":"not_found","message":"There is no task 'none'."}}"""), await GetAsync("/v1/tasks/none"));
        Assert.Equal((HttpStatusCode.OK, """{"count":3}"""), await PostAsync("/v1/count", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/drop", "{}")).Status);
        Assert.Equal((HttpStatusCode.OK, """{"dropped":2}"""), await PostAsync("/v1/drop", """{"filter": {"msg_id": {"$in": ["t_0", "t_1"]}}}"""));
        Assert.Equal((HttpStatusCode.OK, """{"count":1}"""), await PostAsync("/v1/count", """{"filter": {}}"""));
    }

    /// <summary>MongoDB cuts timestamps to milliseconds; the number that the client gave decides then.</summary>
    [Fact]
    public async Task History_keeps_the_order_of_a_client_within_one_millisecond()
    {
        foreach (var id in (string[])["c_7_10", "c_7_9", "c_7_100", "b_1_1"])
        {
            await Db.AddAsync(new TaskRecord { MsgId = id, Submitted = Noon }, Cancel);
        }

        await Db.AddAsync(new TaskRecord { MsgId = "z_1_1", Submitted = Noon.AddSeconds(-1) }, Cancel);
        await Db.AddAsync(new TaskRecord { MsgId = "never" }, Cancel);
        Assert.Equal((HttpStatusCode.OK, """["never","z_1_1","b_1_1","c_7_9","c_7_10","c_7_100"]"""), await GetAsync("/v1/history"));
    }

    [Fact]
    public async Task Buffers_come_whole_one_by_one_and_in_ranges()
    {
        await Db.AddAsync(new TaskRecord { MsgId = "a", ResultBuffers = BufferList.Of([1, 2, 3], [], [4, 5]) }, Cancel);
        Assert.Equal("""{"$buffers":[3,0,2]}""", (await TaskAsync("a")).GetProperty("result_buffers").GetRawText());
        Assert.Equal([1, 2, 3, 4, 5], await Client.GetByteArrayAsync(new Uri("/v1/tasks/a/result_buffers", UriKind.Relative), Cancel));
        Assert.Equal([4, 5], await Client.GetByteArrayAsync(new Uri("/v1/tasks/a/result_buffers/2", UriKind.Relative), Cancel));
        Assert.Empty(await Client.GetByteArrayAsync(new Uri("/v1/tasks/a/buffers", UriKind.Relative), Cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/v1/tasks/a/result_buffers/3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/v1/tasks/a/result_buffers/x")).Status);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tasks/a/result_buffers")
        {
            Headers = { Range = new RangeHeaderValue(1, 3) },
        };
        using var answer = await Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal([2, 3, 4], await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Stats_explain_and_health()
    {
        await AddAsync(2);
        var stats = JsonDocument.Parse((await GetAsync("/v1/stats?bytes=true")).Body).RootElement;
        Assert.Equal((2, 2), (stats.GetProperty("total").GetInt32(), stats.GetProperty("states").GetProperty("pending").GetInt32()));
        Assert.Equal(0, stats.GetProperty("bytes").GetProperty("requests").GetInt32());
        var stages = JsonDocument.Parse((await PostAsync("/v1/explain", """{"filter": {"queue": "mux"}}""")).Body).RootElement;
        Assert.Equal(("filter", """{"queue":"mux"}"""), (stages[0].GetProperty("stage").GetString(), stages[0].GetProperty("text").GetString()));
        var health = JsonDocument.Parse((await GetAsync("/v1/health")).Body).RootElement;
        Assert.Equal(("ok", "1"), (health.GetProperty("status").GetString(), health.GetProperty("protocol").GetString()));
    }

    private async Task AddAsync(int count)
    {
        for (var n = 0; n < count; n++)
        {
            await Db.AddAsync(new TaskRecord { MsgId = $"t_{n}", Submitted = Noon.AddSeconds(n) }, Cancel);
        }
    }
}
