namespace TaskDbLinq.Page.Tests;

/// <summary>axe-core finds nothing serious in any view, light and dark, wide and narrow.</summary>
public sealed class AccessibilityTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Theory]
    [InlineData("#/timeline", ".uplot")]
    [InlineData("#/tasks?explain=1&q=%7B%22label%22%3A%22fit%22%7D", ".explain pre")]
    [InlineData("#/tasks?q=%7B%22complted%22%3A1%7D", "#problems li")]
    [InlineData("#/failures", ".traceback")]
    [InlineData("#/by?by=client", "tbody th")]
    public async Task Nothing_serious_is_found(string route, string shown)
    {
        await GoAsync(route);
        await Expect(Page.Locator(shown).First).ToBeVisibleAsync();
        await Axe.CheckAsync(Page);
        await ThemeAsync("dark");
        await Axe.CheckAsync(Page);
        await PictureAsync($"dark-{route[2..].Split('?')[0]}");
    }

    [Fact]
    public async Task A_task_and_a_narrow_window_too()
    {
        var id = (await Service.Db.GetHistoryAsync(Cancel))[0];
        await GoAsync($"#/task?id={id}");
        await Expect(Page.Locator("h1")).ToHaveTextAsync(id);
        await Page.SetViewportSizeAsync(420, 800);
        await Axe.CheckAsync(Page);
        await GoAsync("#/failures");
        await Axe.CheckAsync(Page);

        // Nothing but tables and the views' own bar is wider than the window.
        Assert.True(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await PictureAsync("narrow");
    }

    public override async ValueTask DisposeAsync()
    {
        await Page.SetViewportSizeAsync(1400, 900);
        await ThemeAsync("light");
        await base.DisposeAsync();
    }

    private async Task ThemeAsync(string name) => await Page.EvaluateAsync(
        "name => { document.documentElement.dataset.theme = name; document.dispatchEvent(new Event('themed')); }", name);
}
