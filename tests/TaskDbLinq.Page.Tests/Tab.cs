using System.Collections.Concurrent;

namespace TaskDbLinq.Page.Tests;

/// <summary>A tab of the browser. What it asks of another host, and what its console complains of, is taken down.</summary>
public sealed class Tab
{
    private readonly ConcurrentQueue<string> _complaints = [];

    private Tab(IPage page, string url)
    {
        Page = page;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"asked for {request.Url}");
            }
        };
        page.Console += (_, message) =>
        {
            // What the service refuses is a part of some tests; the browser writes a line of its own for it.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public static async Task<Tab> OpenAsync(IBrowserContext context, TaskDbServer server)
    {
        var tab = new Tab(await context.NewPageAsync(), server.Urls[0]);
        await tab.Page.GotoAsync(server.CreatePageUrl());
        await tab.Page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'true'");
        return tab;
    }

    /// <summary>Returns what was complained of since the last time.</summary>
    public List<string> Complaints()
    {
        var all = new List<string>();
        while (_complaints.TryDequeue(out var one))
        {
            all.Add(one);
        }

        return all;
    }
}
