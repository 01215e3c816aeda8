using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Server.Endpoints;

namespace TaskDbLinq.Server.Tests;

/// <summary>The service itself: its description, its end, what it does in the background.</summary>
public sealed class ServiceTests : ServerTest
{
    [Fact]
    public async Task The_description_has_every_path()
    {
        var (status, body) = await GetAsync("/v1/openapi.json");
        Assert.Equal(HttpStatusCode.OK, status);
        var described = JsonDocument.Parse(body).RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));

        using var write = new WriteEndpoint(Db);
        var routes = new RouteList();
        Routes.Map(routes, Db, write, Cancel);
        Assert.Equal(routes.All.Order(), described.Order());
    }

    [Fact]
    public async Task A_stop_finishes_what_has_begun()
    {
        // The batch is under way while the service stops: it is answered, and what it says is true.
        var items = string.Join(", ", Enumerable.Range(0, 1000).Select(n => $$"""{"op": "add", "id": "t{{n}}", "set": {"stdout": "{{n}}"} }"""));
        var write = WriteAsync(1, items);
        while (await Db.CountAsync(Filter.Everything, Cancel) == 0 && !write.IsCompleted)
        {
            await Task.Delay(1, Cancel);
        }

        await Server.StopAsync(Cancel);
        Assert.Equal("""{"made":1000,"failed":[]}""", await write);
        Assert.Equal(1000, await Db.CountAsync(Filter.Everything, Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync("/v1/health"));
    }

    [Fact]
    public async Task Retention_runs_in_the_service()
    {
        using var lines = new LineList();
        var runs = 0;
        var ran = new TaskCompletionSource();
        var options = Options with
        {
            PruneInterval = TimeSpan.FromMilliseconds(20),
            Loggers = lines,
            Prune = _ =>
            {
                if (++runs == 4)
                {
                    ran.SetResult();
                }

                // A failure is told, and the next run comes all the same.
                return runs == 1 ? throw new TaskDbException("locked") : Task.FromResult(runs == 3 ? 7L : 0);
            },
        };
        await using var server = await TaskDbServer.StartAsync(Db, options, Cancel);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        // A run that dropped nothing says nothing.
        Assert.Equal(
            ["Retention failed, and is tried again later: locked", "Retention dropped 7 tasks."],
            lines.All.Where(line => line.StartsWith("Retention", StringComparison.Ordinal)));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class LineList : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    /// <summary>Takes down what is mapped.</summary>
    private sealed class RouteList : IEndpointRouteBuilder
    {
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IServiceProvider ServiceProvider { get; } = new ServiceCollection().BuildServiceProvider();

        public IEnumerable<string> All => DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()
            .SelectMany(
                endpoint =>
                    endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(
                        method => $"{method} {endpoint.RoutePattern.RawText}"));

        public IApplicationBuilder CreateApplicationBuilder() => throw new NotSupportedException();
    }
}
