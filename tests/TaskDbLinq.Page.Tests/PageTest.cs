namespace TaskDbLinq.Page.Tests;

/// <summary>
/// The page of the service in a browser. Whatever it asks of another host, and whatever its console complains of, fails the test.
/// </summary>
public abstract class PageTest(Browser browser, Service service) : IAsyncLifetime
{
    private Tab? _tab;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Browser Browser { get; } = browser;

    protected Service Service { get; } = service;

    protected IPage Page => _tab!.Page;

    /// <summary>Gets the service whose page is looked at.</summary>
    protected virtual TaskDbServer Server => Service.Server;

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Browser.Missing is not null, Browser.Missing ?? string.Empty);
        _tab = await Browser.TabAsync(Server);
        await GoAsync("#/timeline");
    }

    public virtual ValueTask DisposeAsync()
    {
        Assert.Empty(_tab?.Complaints() ?? []);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Goes to a state of the page, and waits until its view is there.</summary>
    protected async Task GoAsync(string route)
    {
        await Page.EvaluateAsync("route => { location.hash = route; }", route);
        await Page.WaitForFunctionAsync(
            "route => location.hash === route"
            + " && document.querySelector('main').className === `view-${route.slice(2).split('?')[0]}`",
            route);
    }

    /// <summary>Returns the filter of the present address.</summary>
    protected async Task<Filter> FilterAsync()
    {
        var text = await Page.EvaluateAsync<string>("() => new URLSearchParams(location.hash.split('?')[1] ?? '').get('q') ?? ''");
        return text.Length == 0 ? Filter.Everything : Filter.Parse(text);
    }

    /// <summary>Keeps a picture of what is shown, and checks that it is one.</summary>
    protected async Task PictureAsync(string name) => Pictures.Check(name, await Page.ScreenshotAsync());
}
