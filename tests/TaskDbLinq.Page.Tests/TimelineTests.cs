using System.Globalization;
using System.Text.Json;

namespace TaskDbLinq.Page.Tests;

/// <summary>The timeline: a lane for each engine, and a stretch that is marked becomes the range of the page.</summary>
public sealed class TimelineTests(Browser browser, Service service) : PageTest(browser, service)
{
    /// <summary>The view is there before what it shows.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Expect(Page.Locator(".view-head .quiet")).ToContainTextAsync(" to ");
    }

    [Fact]
    public async Task There_is_a_lane_for_each_engine_and_a_chart_for_queue_durations_and_ends()
    {
        var stats = await Service.Db.StatsAsync(cancellationToken: Cancel);
        var engines = stats.Engines.Keys.Where(engine => engine.Length > 0).Order(StringComparer.Ordinal);
        Assert.Equal(engines, await Page.Locator(".lane-names a").AllTextContentsAsync());
        await Expect(Page.Locator(".uplot")).ToHaveCountAsync(3);
        await PictureAsync("timeline");
    }

    [Fact]
    public async Task A_marked_stretch_is_the_range_and_its_tasks_are_those_of_the_database()
    {
        var box = (await Page.Locator(".lanes canvas").BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 60);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width * 3 / 4), box.Y + 60, new() { Steps = 4 });
        await Page.Mouse.UpAsync();
        await Page.WaitForFunctionAsync("() => /from=\\d+&to=\\d+/.test(location.hash)");
        await Expect(Page.Locator(".chip")).ToContainTextAsync(" to ");

        await Page.GetByRole(AriaRole.Link, new() { Name = "As a table" }).ClickAsync();
        var hash = await Page.EvaluateAsync<string>("() => location.hash");
        var (from, to) = (Time(hash, "from"), Time(hash, "to"));
        var filter = Filter.Parse(
            $$$"""{"submitted": {"$lte": "{{{to}}}"}, "$or": [{"completed": null}, {"completed": {"$gte": "{{{from}}}"} }]}""");
        var expected = await Service.Db.CountAsync(filter, Cancel);
        Assert.InRange(expected, 1, 1_999);
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(expected.ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Keys_zoom_and_move_and_show_all()
    {
        var all = await Page.Locator(".view-head .quiet").TextContentAsync();
        await Page.Locator("section.plot").First.FocusAsync();
        await Page.Keyboard.PressAsync("+");
        await Page.WaitForFunctionAsync("() => location.hash.includes('from=')");
        var zoomed = await Page.EvaluateAsync<string>("() => location.hash");
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Page.WaitForFunctionAsync("before => location.hash !== before", zoomed);
        await Page.Keyboard.PressAsync("0");
        await Page.WaitForFunctionAsync("() => !location.hash.includes('from=')");
        await Expect(Page.Locator(".view-head .quiet")).ToContainTextAsync(all![..8]);
    }

    [Fact]
    public async Task A_million_tasks_would_be_no_more_marks_than_these()
    {
        var answer = await Page.EvaluateAsync<JsonElement>(
            "async () => (await fetch('v1/page/timeline?width=2000&lanes=24',"
            + " { headers: { Authorization: 'Bearer ' + localStorage.getItem('taskdb-page') } })).json()");
        Assert.InRange(answer.GetProperty("cells").GetArrayLength(), 10, 4_000);
        var running = answer.GetProperty("running").EnumerateArray().Select(value => value.GetDouble()).Max();
        Assert.InRange(running, 1, 8);
    }

    private static string Time(string hash, string name)
    {
        var text = hash.Split('?')[1].Split('&').First(part => part.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
        var time = DateTime.UnixEpoch.AddMilliseconds(double.Parse(text, CultureInfo.InvariantCulture));
        return time.ToString("O", CultureInfo.InvariantCulture);
    }
}
