using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>Real controllers (Debian's python3-ipyparallel) that store their tasks with us.</summary>
public sealed class ClusterTests : ControllerTest
{
    /// <summary>
    /// Where our answers differ from those of the original's SQLiteDB, for the same session. The original is wrong each time: it
    /// gives <c>error</c> as JSON text, has no <c>$exists</c>, loses <c>display_data</c>, drops nothing when a purge names engines
    /// only, and has no task of the session any more after the controller was started again.
    /// </summary>
    private static readonly Dictionary<string, string> Ours = new()
    {
        ["query $exists"] = "[]",
        ["query unknown operator"] = "\"RemoteError: TaskDbError(queue.$near: $near is not run: geospatial queries are not supported)\"",
        ["display"] =
            """
            [["client_uuid", "completed", "content", "display_data", "engine_uuid", "error", "execute_input", "execute_result", "header", "label",
              "metadata", "msg_id", "queue", "received", "resubmitted", "result_content", "result_header", "result_metadata", "started", "stderr",
              "stdout", "submitted"], {"text/plain": "42"}]
            """,
        ["purge by engine"] = "null",
        ["purged by engine"] = "[]",
        ["after a restart"] =
            """
            [{"msg_id": "task 7", "queue": "mux", "result_content": {"status": "error", "ename": "ValueError", "evalue": "no",
              "execution_count": 1, "user_expressions": {}, "payload": []}}]
            """,
        ["output after a restart"] = """[null, "out 1\n"]""",
        ["errors"] = "[]",
    };

    /// <summary>
    /// A session of two clients and two engines, with a controller that is started again: the answers are those of the original's SQLiteDB,
    /// recorded.
    /// </summary>
    [Fact]
    public async Task A_cluster_sees_what_it_sees_with_the_original()
    {
        IpyparallelScript.Require();
        var recorded = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(IpyparallelScript.Folder, "session.sqlite.json"), Cancel)).RootElement;
        await using var db = await SqliteDb.OpenAsync(Path.Combine(Folder, "tasks.db"), cancellationToken: Cancel);
        await using var server = await ServeAsync(db);
        var seen = await IpyparallelScript.RunAsync("session.py", Folder, "taskdb");
        Assert.Equal(recorded.EnumerateObject().Select(answer => answer.Name), seen.EnumerateObject().Select(answer => answer.Name));
        foreach (var answer in recorded.EnumerateObject())
        {
            var expected = Ours.TryGetValue(answer.Name, out var ours) ? JsonDocument.Parse(ours).RootElement : answer.Value;
            Assert.Equal((answer.Name, Plain(expected)), (answer.Name, Plain(seen.GetProperty(answer.Name))));
        }

        Assert.All(Ours, ours => Assert.NotEqual(Plain(JsonDocument.Parse(ours.Value).RootElement), Plain(recorded.GetProperty(ours.Key))));
    }

    [Fact]
    public async Task The_record_of_the_original_is_what_it_answers()
    {
        IpyparallelScript.Require();
        Assert.SkipUnless(IsLong, "runs the original's own database again; TASKDB_TEST_LONG=1 does");
        var recorded = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(IpyparallelScript.Folder, "session.sqlite.json"), Cancel)).RootElement;
        var seen = await IpyparallelScript.RunAsync("session.py", Folder, "sqlite");
        foreach (var answer in recorded.EnumerateObject())
        {
            Assert.Equal((answer.Name, Plain(answer.Value)), (answer.Name, Plain(seen.GetProperty(answer.Name))));
        }
    }

    /// <summary>
    /// A value with its members in order. The one thing that is ours in every task, an error as the object that it is, is made the
    /// original's.
    /// </summary>
    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            "{" + string.Join(",", value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(Member)) + "}",
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Plain))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    private static string Member(JsonProperty member) => member is { Name: "error", Value.ValueKind: JsonValueKind.String }
        ? $"{member.Name}:{Error(member.Value)}"
        : $"{member.Name}:{Plain(member.Value)}";

    /// <summary><c>{ "{\"traceback\": …, \"ename\": e, \"evalue\": v}" => {ename: e, evalue: v} }</c>.</summary>
    private static string Error(JsonElement text)
    {
        var error = JsonDocument.Parse(text.GetString()!).RootElement;
        return $"{{ename:{Plain(error.GetProperty("ename"))},evalue:{Plain(error.GetProperty("evalue"))}}}";
    }
}
