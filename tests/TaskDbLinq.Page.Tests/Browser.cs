using Microsoft.Playwright;
using TaskDbLinq.Page.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

// All tests look at one page, one after the other: a page of its own for each would cost a second each.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace TaskDbLinq.Page.Tests;

/// <summary>Debian's Chromium, started once for all tests, without anything that would reach out of this machine.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    /// <summary>A busy machine takes seconds for what takes milliseconds on another.</summary>
    private const int Patience = 120_000;

    private readonly Dictionary<string, Tab> _tabs = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Gets why there is no browser; null if there is one.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } path)
        {
            Missing = $"No browser is installed ({string.Join(", ", Places)}).";
            return;
        }

        SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Returns the tab that shows the page of a service, signed in.</summary>
    public async Task<Tab> TabAsync(TaskDbServer server)
    {
        if (!_tabs.TryGetValue(server.Urls[0], out var tab))
        {
            tab = await Tab.OpenAsync(await OpenAsync(), server);
            _tabs[server.Urls[0]] = tab;
        }

        return tab;
    }

    /// <summary>Opens a profile of its own, in which nothing is kept yet.</summary>
    public async Task<IBrowserContext> OpenAsync(int width = 1400, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,

            // An endless animation is drawn anew sixty times a second, by a processor that has other work.
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "Europe/Berlin",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }
}
