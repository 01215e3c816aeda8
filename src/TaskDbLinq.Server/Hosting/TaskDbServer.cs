using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Hosting;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq;

/// <summary>Serves a task database over HTTP, under <c>/v1</c>. The database stays the caller's: it is disposed after the server.</summary>
public sealed class TaskDbServer : IAsyncDisposable
{
    /// <summary>The version of the protocol; an answer has it as the header <c>TaskDb-Protocol</c>.</summary>
    public const string Protocol = Server.Wire.Protocol.Version;

    /// <summary>The name of the activity source and of the meter.</summary>
    public const string TelemetryName = Server.Telemetry.ServerTelemetry.Name;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly Guard _guard;
    private readonly WriteEndpoint _write;
    private readonly TaskOverview _overview;
    private readonly PageRoutes? _page;
    private Task _warmUp = Task.CompletedTask;

    private TaskDbServer(
        WebApplication app, Guard guard, WriteEndpoint write, TaskOverview overview, PageRoutes? page, ImmutableArray<string> urls) =>
        (_app, _guard, _write, _overview, _page, Urls) = (app, guard, write, overview, page, urls);

    /// <summary>Gets the Python class for the controller, taskdblinq.py, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> PythonClass => ServiceEndpoints.Resource("taskdblinq.py");

    /// <summary>Gets the addresses that are listened on, with the ports that were free.</summary>
    public ImmutableArray<string> Urls { get; }

    /// <summary>Starts to serve, and returns when requests are answered at full speed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="options">Where to listen, and what to allow.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An address can't be served, or not safely.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<TaskDbServer> StartAsync(
        ITaskDb db, TaskDbServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(options);
        var addresses = options.Urls.Select(url => ListenAddress.Parse(url, options)).ToImmutableArray();
        var app = Build(options, addresses);
        var page = options.Page is null ? null : new PageRoutes(options.Page);
        var guard = new Guard(options, addresses, page, options.Loggers.CreateLogger<Guard>());
        var write = new WriteEndpoint(db);
        var overview = new TaskOverview(db, options.Loggers.CreateLogger<TaskOverview>());
        app.Use(guard.InvokeAsync);
        app.UseRouting();
        Routes.Map(app, db, write, app.Lifetime.ApplicationStopping);
        page?.Map(app, db, overview);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var urls = bound.Select(address => address.Replace("http://unix:", "unix:", StringComparison.Ordinal));
        var server = new TaskDbServer(app, guard, write, overview, page, [.. urls]);
        Protect(addresses);
        await WarmUp.OfServiceAsync(server.Urls[0], options.Token, cancellationToken).ConfigureAwait(false);
        server._warmUp = Task.Run(() => WarmUp.OfStoreAsync(db, options.Page, app.Lifetime.ApplicationStopping), CancellationToken.None);
        return server;
    }

    /// <summary>Returns an address that opens the page in one browser, once, within ten minutes.</summary>
    /// <exception cref="InvalidOperationException">The page isn't served, or the service listens on a Unix socket only.</exception>
    public string CreatePageUrl()
    {
        var url = Urls.FirstOrDefault(url => !url.StartsWith("unix:", StringComparison.Ordinal));
        if (_page is null || url is null)
        {
            throw new InvalidOperationException("The page isn't served, or no browser can reach it.");
        }

        _overview.Prepare();
        var own = url.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
        return $"{own}/#code={_page.Sessions.NewCode()}";
    }

    /// <summary>Stops: no new requests, and those under way are finished. What was acknowledged is in the database.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _warmUp.ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _overview.DisposeAsync().ConfigureAwait(false);
        _write.Dispose();
        _guard.Dispose();
    }

    private static WebApplication Build(TaskDbServerOptions options, ImmutableArray<ListenAddress> addresses)
    {
        // An empty builder reads no files, no environment and no signals: those are the caller's.
        // Nothing is read from the content root, which by default is the working directory: that may be gone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(options.Loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(options);
        builder.Services.AddHostedService<PruneLoop>();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Limits.KeepAliveTimeout = IdleTime;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            foreach (var address in addresses)
            {
                Listen(kestrel, address, options);
            }
        });
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, TaskDbServerOptions options)
    {
        if (address.SocketPath is { } path)
        {
            // A socket that a killed service left behind would be in the way.
            File.Delete(path);
            kestrel.ListenUnixSocket(path);
        }
        else
        {
            kestrel.Listen(address.Ip!, address.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (address.IsTls)
                {
                    listen.UseHttps(options.Certificate!);
                }
            });
        }
    }

    private static void Protect(ImmutableArray<ListenAddress> addresses)
    {
        foreach (var path in addresses.Select(address => address.SocketPath).OfType<string>())
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    /// <summary>The caller starts and stops the server; no signal of the process does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
