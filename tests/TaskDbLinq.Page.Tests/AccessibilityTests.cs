using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace TaskDbLinq.Page.Tests;

/// <summary>axe-core finds nothing serious in any view, light or dark, wide or narrow.</summary>
public sealed class AccessibilityTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Theory]
    [InlineData("#/timeline", true)]
    [InlineData("#/tasks?explain=1&q=%7B%22label%22%3A%22fit%22%7D", false)]
    [InlineData("#/tasks?q=%7B%22complted%22%3A1%7D", true)]
    [InlineData("#/failures", true)]
    [InlineData("#/by?by=client", false)]
    public async Task Nothing_serious_is_found(string route, bool isDark)
    {
        await GoAsync(route);
        await Page.EvaluateAsync("dark => { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; document.dispatchEvent(new Event('themed')); }", isDark);
        await Page.WaitForTimeoutAsync(150);
        await CheckAsync();
        if (isDark)
        {
            await PictureAsync($"dark-{route[2..].Split('?')[0]}");
            await Page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'light'; document.dispatchEvent(new Event('themed')); }");
        }
    }

    [Fact]
    public async Task A_task_and_a_narrow_window_too()
    {
        var id = (await Service.Db.GetHistoryAsync(Cancel))[0];
        await GoAsync($"#/task?id={id}");
        await Expect(Page.Locator("h1")).ToHaveTextAsync(id);
        await Page.SetViewportSizeAsync(420, 800);
        await CheckAsync();
        await GoAsync("#/failures");
        await CheckAsync();

        // Nothing but tables and the views' own bar is wider than the window.
        Assert.True(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await PictureAsync("narrow");
        await Page.SetViewportSizeAsync(1400, 900);
    }

    private async Task CheckAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(4).Select(node => node.Html + " " + string.Join(" ", node.Any.Concat(node.All).Select(check => check.Message))))}");
        Assert.Empty(serious);
    }
}
