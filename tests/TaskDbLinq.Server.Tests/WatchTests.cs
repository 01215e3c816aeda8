using System.Net;

namespace TaskDbLinq.Server.Tests;

/// <summary><c>GET /v1/watch</c>: changes as they are made through the service.</summary>
public sealed class WatchTests : ServerTest
{
    [Fact]
    public async Task Changes_come_as_they_are_made()
    {
        using var all = await WatchAsync("/v1/watch");
        using var some = await WatchAsync("""/v1/watch?filter={"queue":"mux"}""");
        await WriteAsync(1, """{"op": "add", "id": "a", "set": {"queue": "mux"}}, {"op": "add", "id": "b", "set": {"queue": "task"}}""");
        await WriteAsync(2, """{"op": "update", "id": "a", "set": {"stdout": "x"}}, {"op": "update", "id": "b", "set": {"stdout": "x"}}""");
        await PostAsync("/v1/drop", """{"filter": {"msg_id": "b"}}""");
        Assert.Equal(["added \"a\"", "added \"b\"", "updated \"a\"", "updated \"b\"", "dropped null"], await ReadAsync(all, 5));
        Assert.Equal(["added \"a\"", "updated \"a\"", "dropped null"], await ReadAsync(some, 3));
    }

    [Fact]
    public async Task A_wrong_filter_is_refused()
    {
        var (status, body) = await GetAsync("""/v1/watch?filter={"complted":null}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("completed", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_stream()
    {
        using var all = await WatchAsync("/v1/watch");
        await Server.StopAsync(Cancel);
        Assert.Null(await all.ReadLineAsync(Cancel));
    }

    private async Task<StreamReader> WatchAsync(string path)
    {
        var reader = new StreamReader(await Client.GetStreamAsync(new Uri(path, UriKind.Relative), Cancel));
        Assert.Equal((": watching", string.Empty), (await reader.ReadLineAsync(Cancel), await reader.ReadLineAsync(Cancel)));
        return reader;
    }

    /// <summary><c>{ "event: added\ndata: {\"msg_id\":\"a\"}\n" => "added \"a\"" }</c>.</summary>
    private static async Task<List<string>> ReadAsync(StreamReader reader, int count)
    {
        var events = new List<string>();
        while (events.Count < count)
        {
            var (name, data, end) =
                (await reader.ReadLineAsync(Cancel), await reader.ReadLineAsync(Cancel), await reader.ReadLineAsync(Cancel));
            Assert.Equal(string.Empty, end);
            events.Add($"{name!["event: ".Length..]} {data!["data: {\"msg_id\":".Length..^1]}");
        }

        return events;
    }
}
