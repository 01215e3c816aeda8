using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;

namespace TaskDbLinq.Server.Tests;

/// <summary><c>POST /v1/write</c>: changes in order, each on its own, and batches that come twice.</summary>
public sealed class WriteTests : ServerTest
{
    private const string AllMade = """{"made":1,"failed":[]}""";

    [Fact]
    public async Task Changes_of_one_task_are_made_in_order()
    {
        var answer = await WriteAsync(1, """
            {"op": "add", "id": "a", "set": {"stdout": "", "queue": "mux"}},
            {"op": "update", "id": "a", "set": {"stdout": "1"}},
            {"op": "add", "id": "b", "set": {"msg_id": "b"}},
            {"op": "update", "id": "a", "set": {"stdout": "12"}},
            {"op": "drop", "id": "b"},
            {"op": "add", "id": "b", "set": {"queue": "task"}}
            """);
        Assert.Equal("""{"made":6,"failed":[]}""", answer);
        Assert.Equal(("12", "mux"), (await Db.GetAsync("a", Cancel)) is var a ? (a.Stdout, a.Queue) : default);
        Assert.Equal("task", (await Db.GetAsync("b", Cancel)).Queue);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_others_alone()
    {
        await WriteAsync(1, """{"op": "add", "id": "a", "set": {"queue": "mux"}}""");
        var answer = await WriteAsync(2, """
            {"op": "add", "id": "b", "set": {}},
            {"op": "update", "id": "gone", "set": {"stdout": "x"}},
            {"op": "add", "id": "a", "set": {"queue": "task"}},
            {"op": "update", "id": "a", "set": {"completed": 5}},
            {"op": "sink", "id": "a"},
            {"op": "update", "id": "a", "set": {"stderr": "y"}}
            """);
        Assert.Equal(
            """{"made":2,"failed":[{"item":1,"id":"gone","status":404,"message":"There is no task 'gone'."},"""
            + """{"item":2,"id":"a","status":409,"message":"There is a task 'a' already."},"""
            + """{"item":3,"id":"a","status":400,"message":"completed: the field holds a timestamp, not a value of type DocumentInt"},"""
            + """{"item":4,"id":"a","status":400,"message":"expected an object with op (add, update or drop), id and set"}]}""",
            answer);
        var a = await Db.GetAsync("a", Cancel);
        Assert.Equal(("mux", "y"), (a.Queue, a.Stderr));
        Assert.Equal(2, await Db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_is_answered_again_and_not_made_again()
    {
        const string Add = """{"op": "add", "id": "a", "set": {"stdout": "first"}}""";
        Assert.Equal(AllMade, await WriteAsync(1, Add));
        await Db.UpdateAsync("a", TaskUpdate.Empty.Set("stdout", "since then"), Cancel);
        Assert.Equal(AllMade, await WriteAsync(1, Add));
        Assert.Equal("since then", (await Db.GetAsync("a", Cancel)).Stdout);

        // A batch of the same number is another one when another client sends it.
        Assert.Contains("409", await WriteAsync(1, Add, client: "another"), StringComparison.Ordinal);
        await WriteAsync(3, """{"op": "add", "id": "b", "set": {}}""");
        var (status, body) = await PostAsync("/v1/write", """{"client": "test", "batch": 2, "items": []}""");
        Assert.Equal((HttpStatusCode.Conflict, """{"error":{"type":"batch","message":"Batch 2 comes after batch 3."}}"""), (status, body));
    }

    /// <summary>The service that took the batch may be gone, and this one knows nothing of it.</summary>
    [Fact]
    public async Task A_resent_batch_leads_to_the_same_tasks()
    {
        const string Items = """
            {"op": "add", "id": "a", "set": {"stdout": ""}}, {"op": "update", "id": "a", "set": {"stdout": "1"}},
            {"op": "add", "id": "b", "set": {"queue": "mux"}}
            """;
        await WriteAsync(1, Items, client: "before");
        await Db.DropAsync("b", Cancel);
        Assert.Equal("""{"made":3,"failed":[]}""", await WriteAsync(1, Items, resent: true, client: "after"));
        Assert.Equal("1", (await Db.GetAsync("a", Cancel)).Stdout);
        Assert.Equal("mux", (await Db.GetAsync("b", Cancel)).Queue);
    }

    [Fact]
    public async Task Batches_of_a_client_come_one_at_a_time()
    {
        await WriteAsync(0, """{"op": "add", "id": "a", "set": {"stdout": ""}}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            PostAsync("/v1/write", $$"""{"client": "test", "batch": 1, "items": [{"op": "add", "id": "n{{n}}", "set": {} }]}""")));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, AllMade), answer));
        Assert.Equal(2, await Db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task Buffers_follow_the_json_of_a_frame()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"client": "test", "batch": 1, "items": [
                {"op": "add", "id": "a", "set": {"buffers": {"$buffers": [2, 0, 3]}, "result_buffers": {"$buffers": []}}},
                {"op": "update", "id": "a", "set": {"result_buffers": {"$buffers": [1]}}}]}
            """);
        Assert.Equal("""{"made":2,"failed":[]}""", (await FrameAsync(json, [1, 2, 3, 4, 5, 6])).Body);
        var task = await Db.GetAsync("a", Cancel);
        Assert.Equal([[1, 2], [], [3, 4, 5]], task.Buffers.Select(buffer => buffer.ToArray()));
        Assert.Equal([[6]], task.ResultBuffers.Select(buffer => buffer.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, (await FrameAsync(Again(2), [1, 2])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await FrameAsync(Again(3), [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await FrameAsync(json, [], claimed: json.Length + 7)).Status);

        static byte[] Again(int batch) => Encoding.UTF8.GetBytes(
            $$$"""{"client": "test", "batch": {{{batch}}}, "items": [{"op": "update", "id": "a", "set": {"buffers": {"$buffers": [1]} } }]}""");
    }

    /// <summary>The buffers of a change that is refused are not taken for those of the next one.</summary>
    [Fact]
    public async Task A_refused_change_keeps_its_buffers()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"client": "test", "batch": 1, "items": [
                {"op": "sink", "id": "x", "set": {"buffers": {"$buffers": [2]}}},
                {"op": "add", "id": "y", "set": {"completed": 1, "buffers": {"$buffers": ["one", 1]}}},
                {"op": "add", "id": "a", "set": {"buffers": {"$buffers": [3]}}}]}
            """);
        var (status, body) = await FrameAsync(json, [1, 1, 2, 3, 3, 3]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("buffers[0]: expected the length of a buffer that follows", body, StringComparison.Ordinal);
        Assert.Equal([[3, 3, 3]], (await Db.GetAsync("a", Cancel)).Buffers.Select(buffer => buffer.ToArray()));
        Assert.Equal(1, await Db.CountAsync(Filter.Everything, Cancel));
    }

    /// <summary>A database that can't be written, as on a full disk: nothing is taken for made, and the batch may come again.</summary>
    [Fact]
    public async Task A_database_that_fails_is_told_and_tried_again()
    {
        var failing = DispatchProxy.Create<ITaskDb, FullDisk>();
        var disk = (FullDisk)failing;
        disk.Inner = Db;
        await using var server = await TaskDbServer.StartAsync(failing, Options, Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        disk.IsFull = true;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"error":{"type":"database","message":"The disk is full."}}"""), await SendAsync());
        disk.IsFull = false;
        Assert.Equal((HttpStatusCode.OK, AllMade), await SendAsync());
        Assert.Equal(1, await Db.CountAsync(Filter.Everything, Cancel));

        async Task<(HttpStatusCode Status, string Body)> SendAsync()
        {
            using var content = new StringContent("""{"client": "test", "batch": 1, "items": [{"op": "add", "id": "a", "set": {}}]}""");
            using var answer = await client.PostAsync(new Uri("/v1/write", UriKind.Relative), content, Cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> FrameAsync(byte[] json, byte[] buffers, int? claimed = null)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, claimed ?? json.Length);
        using var content = new ByteArrayContent([.. length, .. json, .. buffers]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-taskdb-frame");
        using var answer = await Client.PostAsync(new Uri("/v1/write", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>A database whose batches fail while it is full.</summary>
    public class FullDisk : DispatchProxy
    {
        public DictDb Inner { get; set; } = null!;

        public bool IsFull { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            IsFull && targetMethod!.Name == nameof(ITaskDb.WriteAsync)
            ? Task.FromException(new TaskDbException("The disk is full."))
            : targetMethod!.Invoke(Inner, args);
    }
}
