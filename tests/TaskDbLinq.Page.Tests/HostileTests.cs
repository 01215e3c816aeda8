using TaskDbLinq.Values;

namespace TaskDbLinq.Page.Tests;

/// <summary>What a task holds is text, whatever it looks like. Console and network are watched in every test.</summary>
public sealed class HostileTests(Browser browser, Service service, ChangingService changing) : PageTest(browser, service)
{
    private const string Script = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";
    private const string Codes =
        "\e[31mred\e[0m \e]8;;https://evil.example/\aclick\e]8;;\a \e[2J\e[1;1Hhome \u0007bell \u202Egnp.exe \u2066x";

    private const int Megabytes = 10_000_000;

    protected override TaskDbServer Server => changing.Server;

    [Fact]
    public async Task Markup_and_codes_of_terminals_are_text_everywhere()
    {
        var id = $"hostile/../{Script}?&#%";
        await changing.Db.AddAsync(
            new TaskRecord
            {
                MsgId = id,
                Header = Document.Of(("msg_type", Script), (Script, Codes), ("__proto__", Document.Of(("polluted", true)))),
                Content = Document.Of(("code", Script + Codes)),
                Submitted = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                Started = new DateTime(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc),
                Completed = new DateTime(2026, 1, 1, 0, 0, 2, DateTimeKind.Utc),
                ClientUuid = Script,
                EngineUuid = Script + Codes,
                Label = Codes + Script,
                Queue = Script,
                ResultContent = Document.Of(
                    ("status", "error"), ("ename", Script), ("evalue", Codes), ("traceback", DocumentArray.Of(Script, Codes))),
                Stdout = Script + Codes,
                Stderr = Script,
            },
            Cancel);
        await GoAsync("#/task?id=" + Uri.EscapeDataString(id).Replace("%20", "+", StringComparison.Ordinal));
        await Expect(Page.Locator("h1")).ToHaveTextAsync(id);
        var output = Page.Locator("pre[aria-label=stdout]");
        await Expect(output).ToContainTextAsync("<script>document.title='broken'</script>");

        // Colours are kept; what would move a cursor, ring or name an address is gone or shown as a sign.
        await Expect(output.Locator(".ansi-red")).ToHaveTextAsync("red");
        await Expect(output).ToContainTextAsync("click  home \u2407bell \u27e8U+202E\u27e9gnp.exe \u27e8U+2066\u27e9x");
        await Expect(output).Not.ToContainTextAsync("evil.example");
        await Expect(Page.Locator(".traceback")).ToContainTextAsync(Script);
        await PictureAsync("hostile");
        foreach (var route in (string[])
        [
            "#/tasks?keys=label,queue,engine_uuid,header,stdout", "#/failures", "#/by?by=label", "#/by?by=engine",
            "#/timeline?from=1767225600000&to=1767225603000",
        ])
        {
            await GoAsync(route);
            await Expect(Page.Locator("main")).ToContainTextAsync("<img src=x");
        }

        Assert.Equal("changing.db \u2013 taskdb", await Page.TitleAsync());
        Assert.Equal(0, await Page.Locator("main img, main script, main a:not([href^='#'])").CountAsync());
        Assert.False(await Page.EvaluateAsync<bool>("() => ({}).polluted === true"));
    }

    [Fact]
    public async Task Ten_megabytes_of_output_are_shown_from_their_end()
    {
        var loud = new TaskRecord { MsgId = "loud", Completed = DateTime.UtcNow, Stdout = new string('x', Megabytes) + "\nthe end" };
        await changing.Db.AddAsync(loud, Cancel);
        await GoAsync("#/task?id=loud");
        var output = Page.Locator("pre[aria-label=stdout]");
        await Expect(output).ToContainTextAsync("the end");
        Assert.InRange(await output.EvaluateAsync<int>("pre => pre.textContent.length"), 10_000, 300_000);
        await Page.GetByRole(AriaRole.Button, new() { Name = "characters before" }).ClickAsync();
        await Page.WaitForFunctionAsync("() => document.querySelector('pre[aria-label=stdout]').textContent.length > 100000");
        await GoAsync("#/tasks?keys=stdout&q=" + Uri.EscapeDataString("""{"msg_id": "loud"}"""));
        await Expect(Page.Locator("tbody td.text")).ToHaveTextAsync(new string('x', 240) + "\u2026");
    }

    [Fact]
    public async Task Tasks_without_times_and_a_hundred_thousand_engines_are_shown()
    {
        await using var db = new DictDb(new DictDbOptions { RecordLimit = 200_000 });
        var start = DateTime.UtcNow.AddHours(-1);
        var ok = Document.Of(("status", "ok"));
        await db.WriteAsync(
            TaskBatch.Add(new TaskRecord { MsgId = "timeless" }, new TaskRecord { MsgId = "ended only", Completed = start }), Cancel);
        await db.WriteAsync(
            TaskBatch.Add([.. Enumerable.Range(0, 100_000).Select(n => new TaskRecord
            {
                MsgId = $"t_{n}",
                EngineUuid = $"engine-{n}",
                Submitted = start,
                Started = start.AddMilliseconds(n),
                Completed = start.AddMilliseconds(n + 500),
                ResultContent = ok,
            })]),
            Cancel);
        await using var server = await Service.StartAsync(db, new PageOptions());
        var context = await Browser.OpenAsync();
        await using (context)
        {
            var tab = await Tab.OpenAsync(context, server);
            await Expect(tab.Page.Locator("[data-tile=ok] .value")).ToHaveTextAsync("100 k");
            await Expect(tab.Page.Locator(".view-head")).ToContainTextAsync("the busiest 24 of 100,000 engines");
            await tab.Page.GotoAsync($"{server.Urls[0]}/#/by?by=engine");
            await Expect(tab.Page.Locator(".view-head")).ToContainTextAsync("100,001 groups, the largest 500 of them");
            await tab.Page.GotoAsync($"{server.Urls[0]}/#/tasks?q=" + Uri.EscapeDataString("""{"submitted": null}"""));
            await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
            Assert.Empty(tab.Complaints());
        }
    }
}
