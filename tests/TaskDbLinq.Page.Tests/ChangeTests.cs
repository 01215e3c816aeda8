using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TaskDbLinq.Page.Tests;

/// <summary>Changes are shown first, asked for, and told; and nobody but the page itself makes them.</summary>
public sealed class ChangeTests(Browser browser, Service service, ChangingService changing) : PageTest(browser, service)
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    protected override TaskDbServer Server => changing.Server;

    [Fact]
    public async Task A_purge_shows_what_it_would_drop_and_drops_that()
    {
        await AddAsync("purged", 3);
        await GoAsync("#/changes?q=" + Uri.EscapeDataString("""{"label": "purged"}"""));
        await PreviewAsync("purge");
        var dialog = Page.Locator("dialog");
        await Expect(dialog).ToContainTextAsync("Purge: 2 tasks?");
        await Expect(dialog.Locator(".ids")).ToHaveTextAsync("purged_1_1purged_1_2");
        await PictureAsync("changes");

        // Nothing is changed by looking, and nothing by a cancel.
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(dialog).Not.ToBeVisibleAsync();
        Assert.Equal(3, await CountAsync("purged"));

        await PreviewAsync("purge");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Purge 2 tasks" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 tasks were dropped.");
        Assert.Equal(1, await CountAsync("purged"));
    }

    [Fact]
    public async Task Tasks_are_submitted_again_and_the_new_ones_are_led_to()
    {
        await AddAsync("resubmitted", 1);
        await GoAsync("#/changes?q=" + Uri.EscapeDataString("""{"label": "resubmitted"}"""));
        await PreviewAsync("resubmit");
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Submit again 1 task" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 task were submitted again.");
        await Page.GetByRole(AriaRole.Status).Locator("a").ClickAsync();
        await Expect(Page.Locator(".chain")).ToHaveTextAsync("of resubmitted_1_0");
        var renewed = (await changing.Db.GetAsync("resubmitted_1_0", Cancel)).Resubmitted;
        Assert.Equal(renewed, await Page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task Pruning_takes_a_time()
    {
        var ancient = Noon.AddYears(-20);
        var task = new TaskRecord { MsgId = "ancient", Label = "ancient", Submitted = ancient, Completed = ancient };
        await changing.Db.AddAsync(task, Cancel);
        await GoAsync("#/changes");
        await Page.Locator("#keep").FillAsync("soon");
        await PreviewAsync("prune");
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("expected how long completed tasks are kept");
        await Page.Locator("#keep").FillAsync("3650d");
        await PreviewAsync("prune");
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Prune 1 task" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 task were dropped.");
        Assert.Equal(0, await CountAsync("ancient"));
    }

    [Fact]
    public async Task What_changed_in_between_is_not_changed_unseen()
    {
        await AddAsync("raced", 2);
        await GoAsync("#/changes?q=" + Uri.EscapeDataString("""{"label": "raced"}"""));
        await PreviewAsync("resubmit");
        await Expect(Page.Locator("dialog")).ToContainTextAsync("Submit again: 2 tasks?");
        await changing.Db.AddAsync(new TaskRecord { MsgId = "raced_1_9", Label = "raced" }, Cancel);
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Submit again 2 tasks" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("It would be 3 tasks now, not the 2 that were shown; nothing was changed.");
        Assert.Equal(3, await CountAsync("raced"));
    }

    [Theory]
    [InlineData("cross-site", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "text/plain", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "application/json", HttpStatusCode.OK)]
    public async Task Another_site_changes_nothing_even_with_the_token(string site, string type, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = new Uri(changing.Server.Urls[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Service.Token);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        using var body = new StringContent("""{"action": "purge", "q": "{\"label\": \"nobody\"}"}""", Encoding.UTF8, type);
        using var answer = await client.PostAsync(new Uri("/v1/page/changes", UriKind.Relative), body, Cancel);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_that_may_not_change_has_no_such_view_and_its_service_no_such_path()
    {
        var page = (await Browser.TabAsync(Service.Server)).Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Changes" })).ToHaveCountAsync(0);
        using var client = new HttpClient { BaseAddress = new Uri(Service.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Service.Token);
        using var body = new StringContent("""{"action": "purge"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/v1/page/changes", UriKind.Relative), body, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task PreviewAsync(string action) => Page.Locator($"[data-action={action}] button").ClickAsync();

    /// <summary>The first is pending, the others are completed.</summary>
    private Task AddAsync(string label, int count) => changing.Db.WriteAsync(
        TaskBatch.Add([.. Enumerable.Range(0, count).Select(n => new TaskRecord
        {
            MsgId = $"{label}_1_{n}",
            Label = label,
            Submitted = Noon.AddSeconds(n),
            Completed = n == 0 ? null : Noon.AddMinutes(1),
        })]),
        Cancel);

    private Task<long> CountAsync(string label) => changing.Db.CountAsync(new Dictionary<string, object?> { ["label"] = label }, Cancel);
}
