using TaskDbLinq.Values;

namespace TaskDbLinq.Page.Tests;

/// <summary>One task: its times, what it ran, its output as it grows, its buffers, and what it was submitted again as.</summary>
public sealed class TaskTests(Browser browser, Service service, ChangingService changing) : PageTest(browser, service)
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    protected override TaskDbServer Server => changing.Server;

    [Fact]
    public async Task A_completed_task_shows_its_times_code_result_and_all_that_is_stored()
    {
        await changing.Db.AddAsync(
            new TaskRecord
            {
                MsgId = "shown_1_1",
                Header = Document.Of(("msg_type", "execute_request"), ("nested", Document.Of(("deep", 42)))),
                Content = Document.Of(("code", "import math\nmath.pi")),
                Submitted = Noon,
                Started = Noon.AddSeconds(2),
                Completed = Noon.AddSeconds(8),
                Received = Noon.AddSeconds(8.5),
                ClientUuid = "shown_1",
                EngineUuid = "engine-of-shown",
                ResultContent = Document.Of(("status", "ok")),
                ExecuteResult = Document.Of(("data", Document.Of(("text/plain", "3.141592653589793")))),
                Stdout = "printed\n",
            },
            Cancel);
        await GoAsync("#/task?id=shown_1_1");
        await Expect(Page.Locator(".state").First).ToHaveTextAsync("ok");
        await Expect(Page.Locator(".waterfall li")).ToHaveTextAsync(["Waited2 s", "Ran6 s", "Sent back500 ms"]);
        await Expect(Page.Locator("pre[aria-label=Code]")).ToHaveTextAsync("import math\nmath.pi");
        await Expect(Page.Locator("pre[aria-label=Result]")).ToHaveTextAsync("3.141592653589793");
        await Expect(Page.Locator("pre[aria-label=stdout]")).ToHaveTextAsync("printed");

        // The tree opens where it is clicked.
        await Page.Locator(".tree summary", new() { HasText = "header" }).ClickAsync();
        await Page.Locator(".tree summary", new() { HasText = "nested" }).ClickAsync();
        await Expect(Page.Locator(".tree")).ToContainTextAsync("deep: 42");
        await PictureAsync("task");

        await Page.GetByRole(AriaRole.Link, new() { Name = "engine-of-shown" }).ClickAsync();
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Equal(Filter.Parse("""{"engine_uuid": "engine-of-shown"}"""), await FilterAsync());
    }

    [Fact]
    public async Task Output_grows_while_the_task_runs()
    {
        var (now, ok) = (DateTime.UtcNow, Document.Of(("status", "ok")));
        await changing.Db.AddAsync(
            new TaskRecord { MsgId = "growing", Submitted = now, Started = now, EngineUuid = "e", Stdout = "line 1\n" }, Cancel);
        await GoAsync("#/task?id=growing");
        await Expect(Page.Locator("pre[aria-label=stdout]")).ToHaveTextAsync("line 1");
        await changing.Db.UpdateAsync("growing", TaskUpdate.Empty.Set("stdout", "line 1\nline 2\n"), Cancel);
        await Expect(Page.Locator("pre[aria-label=stdout]")).ToHaveTextAsync("line 1\nline 2");
        var ended = TaskUpdate.Empty.Set("stdout", "line 1\nline 2\nline 3\n").Set("completed", DateTime.UtcNow).Set("result_content", ok);
        await changing.Db.UpdateAsync("growing", ended, Cancel);
        await Expect(Page.Locator("pre[aria-label=stdout]")).ToHaveTextAsync("line 1\nline 2\nline 3");
        await Expect(Page.Locator(".state").First).ToHaveTextAsync("ok");
    }

    [Fact]
    public async Task Buffers_are_told_by_size_and_downloaded()
    {
        var buffers = BufferList.Of(new byte[1_500], new byte[] { 1, 2, 3 });
        await changing.Db.AddAsync(new TaskRecord { MsgId = "with buffers", Submitted = Noon, Buffers = buffers }, Cancel);
        await GoAsync("#/task?id=with+buffers");
        await Expect(Page.Locator(".buffers li .num")).ToHaveTextAsync(["1.5 kB", "3 bytes"]);
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "Download buffer 1 of buffers" });
        var download = await Page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        Assert.Equal("buffers-1.bin", download.SuggestedFilename);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(await download.PathAsync(), Cancel));
    }

    [Fact]
    public async Task A_chain_of_resubmissions_is_walked_in_both_directions()
    {
        await changing.Db.WriteAsync(
            TaskBatch.Add(
                new TaskRecord { MsgId = "again/1", Submitted = Noon, Completed = Noon, Resubmitted = "again/2" },
                new TaskRecord
                {
                    MsgId = "again/2",
                    Submitted = Noon.AddMinutes(1),
                    Completed = Noon.AddMinutes(1),
                    Resubmitted = "again/3",
                },
                new TaskRecord { MsgId = "again/3", Submitted = Noon.AddMinutes(2) }),
            Cancel);
        await GoAsync("#/task?id=again%2F2");
        await Expect(Page.Locator(".chain")).ToContainTextAsync("of again/1");
        await Page.Locator(".chain a", new() { HasText = "again/3" }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("again/3");
        await Expect(Page.Locator(".chain")).ToHaveTextAsync("of again/2");
    }

    [Fact]
    public async Task A_task_that_is_not_there_is_told()
    {
        await GoAsync("#/task?id=nobody");
        await Expect(Page.Locator(".empty")).ToContainTextAsync("No such task");
    }
}
