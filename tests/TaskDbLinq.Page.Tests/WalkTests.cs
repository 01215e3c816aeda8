namespace TaskDbLinq.Page.Tests;

/// <summary>What a person wants to know, from the first view on: docs/page.md counts these clicks.</summary>
public sealed class WalkTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Fact]
    public async Task Which_tasks_failed_in_the_last_hour_and_why_is_three_clicks()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Failures" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true }).ClickAsync();
        await Expect(Page.Locator(".traceback")).ToContainTextAsync("Traceback");
        var count = await Page.Locator(".kinds .n").First.TextContentAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "of this kind" }).ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(count!);
        Assert.Equal(["error"], (await Page.Locator("tbody .state").AllTextContentsAsync()).Distinct());
    }

    [Fact]
    public async Task Which_engine_is_slow_is_two_clicks()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Groups" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ran, median" }).ClickAsync();
        await Expect(Page.Locator("thead th[aria-sort=descending]")).ToContainTextAsync("Ran, median");
        await Expect(Page.Locator("tbody tr").First.Locator(".measure")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_client_has_still_running_is_three_clicks()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Groups" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Client", Exact = true }).ClickAsync();
        await Expect(Page.Locator("thead th").First).ToHaveTextAsync("Client");

        // The fifth column: name, tasks, states, waiting, running.
        var row = Page.Locator("tbody tr", new() { Has = Page.Locator("td:nth-child(5) a") }).First;
        var (client, running) = (await row.Locator("th").TextContentAsync(), await row.Locator("td:nth-child(5) a").TextContentAsync());
        await row.Locator("td:nth-child(5) a").ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(running!);
        Assert.Equal(["running"], (await Page.Locator("tbody .state").AllTextContentsAsync()).Distinct());
        Assert.Contains(client!, await Page.Locator("#query textarea").InputValueAsync(), StringComparison.Ordinal);
    }
}
