using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Cli.Demo;

namespace TaskDbLinq.Page.Tests;

/// <summary>
/// A million tasks in a file, served by <c>taskdb serve</c> as a process, while 500 tasks a second are written through it: the first view,
/// a step of the zoom, a typed query, and the memory of the service. It prints what it measures. Several minutes, so only with
/// <c>./test.sh --long</c>.
/// </summary>
public sealed class MillionTests(Browser browser, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Tasks = 1_000_000;
    private const int BatchLength = 50;
    private const int ZoomSteps = 8;
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan FirstView = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Notes in the page when the engines and a number of tasks are painted. What the test itself sees comes later: it asks the browser by
    /// messages, and shares two cores with it, with the service and with whoever writes.
    /// </summary>
    private const string NotesFirstView =
        """
        const isThere = () => document.querySelectorAll('.lane-names li').length > 0
          && /[1-9]/.test(document.querySelector('[data-tile=ok] .value')?.textContent);
        const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
        const look = () => isThere() ? painted(() => { window.firstView = Date.now(); }) : requestAnimationFrame(look);
        requestAnimationFrame(look);
        """;

    private static readonly TimeSpan ZoomStep = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan OverQuery = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _missed = [];
    private readonly string _client = Guid.NewGuid().ToString("N");
    private DirectoryInfo? _folder;
    private IBrowserContext? _window;
    private IPage? _page;
    private Process? _service;
    private string _url = string.Empty;
    private string _token = string.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool IsAsked => Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    private string Database => Environment.GetEnvironmentVariable("TASKDB_TEST_MILLION") is { Length: > 0 } made
        ? made
        : Path.Combine(_folder!.FullName, "million.db");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(IsAsked, "A million tasks take minutes; TASKDB_TEST_LONG=1 runs it.");
        Assert.SkipWhen(browser.Missing is not null, browser.Missing ?? string.Empty);
        _folder = Directory.CreateTempSubdirectory("taskdb-million");
        await MakeAsync();

        // The goal is the page's, in a browser that is open: a new window of Chromium loads its own interface (the search among tabs), for
        // a second of processor time in a process of its own.
        _window = await browser.OpenAsync();
        _page = await _window.NewPageAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_window is not null)
        {
            await _window.DisposeAsync();
        }

        if (_service is { HasExited: false })
        {
            _service.Kill();
            await _service.WaitForExitAsync(CancellationToken.None);
        }

        _folder?.Delete(recursive: true);
    }

    [Fact]
    public async Task A_million_tasks_are_looked_at_while_500_a_second_are_written()
    {
        var writing = WriteAsync(_stop.Token);
        var page = _page!;
        page.SetDefaultTimeout(60_000);
        await page.AddInitScriptAsync(NotesFirstView);
        var (began, first) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        await page.GotoAsync(await PageUrlAsync());
        await page.WaitForFunctionAsync("() => window.firstView");
        output.WriteLine($"the test sees the first view: {first.Elapsed.TotalMilliseconds:0} ms");
        var shown = DateTimeOffset.FromUnixTimeMilliseconds(await page.EvaluateAsync<long>("() => window.firstView"));
        Told("first view", shown - began, FirstView);
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.uplot').length === 3");
        output.WriteLine($"first view with its charts: {first.Elapsed.TotalMilliseconds:0} ms");

        var whole = Stopwatch.StartNew();
        await page.WaitForFunctionAsync("() => document.querySelector('.reading').hidden", null, new() { Timeout = 180_000 });
        output.WriteLine($"all of history read: {whole.Elapsed.TotalSeconds:0.0} s");

        var steps = new List<TimeSpan>();
        for (var step = 0; step < ZoomSteps; step++)
        {
            var before = await page.Locator(".view-head .quiet").TextContentAsync();
            var time = Stopwatch.StartNew();
            await page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
            await page.WaitForFunctionAsync("before => document.querySelector('.view-head .quiet').textContent !== before", before);
            steps.Add(time.Elapsed);
        }

        Told("zoom step, median, with the browser's own time", steps.Order().ElementAt(ZoomSteps / 2), ZoomStep);
        await QueryAsync("""{"label": "fit"}""");
        await QueryAsync("""{"queue": "mux", "completed": null}""");
        _service!.Refresh();
        var most = _service.PeakWorkingSet64 / Megabyte;
        output.WriteLine($"memory of the service: {_service.WorkingSet64 / Megabyte} MB, {most} MB at most");
        Assert.InRange(most, 50, 300);

        await _stop.CancelAsync();
        output.WriteLine($"written meanwhile: {await writing} tasks a second");
        Assert.Empty(_missed);
    }

    /// <summary>A page of a table beside the same question to <c>/v1/find</c>.</summary>
    private async Task QueryAsync(string filter)
    {
        using var client = Client();
        var (own, page) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var rows = JsonSerializer.Serialize(
            new { q = filter, keys = (string[])["submitted", "label"], sort = (string[])["-submitted"], limit = 100 });
        for (var turn = 0; turn < 3; turn++)
        {
            var find = $$"""{"filter": {{filter}}, "keys": ["submitted", "label"], "sort": ["-submitted"], "limit": 100}""";
            own = Min(own, await TimedAsync(client, "/v1/find", find));
            page = Min(page, await TimedAsync(client, "/v1/page/rows", rows));
        }

        output.WriteLine($"{filter}: the query {own.TotalMilliseconds:0} ms");
        Told("its page", page, own + OverQuery);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static async Task<TimeSpan> TimedAsync(HttpClient client, string path, string json)
    {
        var time = Stopwatch.StartNew();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(Cancel);
        return time.Elapsed;
    }

    private void Told(string what, TimeSpan took, TimeSpan most)
    {
        output.WriteLine($"{what}: {took.TotalMilliseconds:0} ms (goal {most.TotalMilliseconds:0} ms)");
        if (took > most)
        {
            _missed.Add($"{what} took {took.TotalMilliseconds:0} ms, more than {most.TotalMilliseconds:0}");
        }
    }

    private async Task MakeAsync()
    {
        if (File.Exists(Database))
        {
            return;
        }

        await using var db = await SqliteDb.OpenAsync(Database, cancellationToken: Cancel);
        foreach (var batch in new DemoTasks(Tasks, seed: 1, engines: 16, DateTime.UtcNow).Make().Chunk(2_000))
        {
            await db.WriteAsync(TaskBatch.Add(batch), Cancel);
        }
    }

    private async Task StartAsync()
    {
        var connection = Path.Combine(_folder!.FullName, ConnectionFile.Name);
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments =
            [Path.Combine(AppContext.BaseDirectory, "taskdb.dll"), "serve", "--sqlitedb", Database, "--connection", connection];
        _service = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true })!;
        while (!File.Exists(connection))
        {
            await Task.Delay(50, Cancel);
        }

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(connection, Cancel));
        (_url, _token) = (json.RootElement.GetProperty("url").GetString()!, json.RootElement.GetProperty("token").GetString()!);

        // A service that is looked at has run for a while.
        await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
    }

    private async Task<string> PageUrlAsync()
    {
        using var client = Client();
        using var answer = await client.PostAsync(new Uri("/v1/page/code", UriKind.Relative), null, Cancel);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return $"{_url}/#code={json.RootElement.GetProperty("code").GetString()}";
    }

    /// <summary>Writes ten batches a second, and returns how many tasks a second they were.</summary>
    private async Task<int> WriteAsync(CancellationToken stop)
    {
        using var client = Client();
        var time = Stopwatch.StartNew();
        var written = 0;
        for (var batch = 1; !stop.IsCancellationRequested; batch++)
        {
            var now = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
            var items = Enumerable.Range(written, BatchLength).Select(n =>
                $$"""
                {"op": "add", "id": "{{_client}}_{{n}}", "set": {"submitted": {"$date": "{{now}}"}, "started": {"$date": "{{now}}"},
                 "client_uuid": "{{_client}}", "engine_uuid": "engine-{{n % 16}}", "queue": "task", "label": "live"} }
                """);
            var body = $$"""{"client": "{{_client}}", "batch": {{batch}}, "items": [{{string.Join(", ", items)}}]}""";
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/v1/write", UriKind.Relative), content, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            written += BatchLength;
            var early = TimeSpan.FromSeconds(0.1 * batch) - time.Elapsed;
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, CancellationToken.None);
        }

        return (int)(written / time.Elapsed.TotalSeconds);
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = new Uri(_url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return client;
    }
}
