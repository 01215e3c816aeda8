using System.Collections.Frozen;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Telemetry;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// What every request passes: the host, the token, the number of requests at once, the time; and failures become answers.
/// </summary>
internal sealed partial class Guard : IDisposable
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly TaskDbServerOptions _options;
    private readonly PageRoutes? _page;
    private readonly byte[] _token;
    private readonly FrozenSet<string> _hosts;
    private readonly SemaphoreSlim _room;
    private readonly ILogger _logger;

    public Guard(TaskDbServerOptions options, IEnumerable<ListenAddress> addresses, PageRoutes? page, ILogger logger)
    {
        _options = options;
        _page = page;
        _logger = logger;
        _token = SHA256.HashData(Encoding.UTF8.GetBytes(options.Token));
        _hosts = ((string[])["localhost", "127.0.0.1", "::1", .. options.AllowedHosts, .. addresses.Select(address => address.Host)])
            .Where(host => host.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _room = new SemaphoreSlim(options.MaxConcurrency);
    }

    public void Dispose() => _room.Dispose();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        using var activity = ServerTelemetry.Source.StartActivity($"{context.Request.Method} {context.Request.Path}", ActivityKind.Server);
        context.Response.Headers[Protocol.Header] = Protocol.Version;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        if (!_hosts.Contains(context.Request.Host.Host.Trim('[', ']')))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "this service doesn't answer for that host")
                .ConfigureAwait(false);
        }
        else if (!IsAllowed(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "the token is missing or wrong").ConfigureAwait(false);
        }
        else
        {
            await RunAsync(context, next).ConfigureAwait(false);
        }

        activity?.SetTag("http.response.status_code", context.Response.StatusCode);
        ServerTelemetry.Durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Answers in the form of all errors, and counts it.</summary>
    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        ServerTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
        return Answers.ErrorAsync(context, new Failure(status, "refused", reason));
    }

    /// <summary>Both tokens are hashed first: the comparison takes the same time whatever was sent.</summary>
    private bool IsAllowed(HttpRequest request)
    {
        if (_page?.IsOpen(request) == true)
        {
            return true;
        }

        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var token = header[Scheme.Length..];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), _token)
            || (_page is not null && PageRoutes.IsOfPage(request) && _page.Sessions.IsSession(token));
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // A watcher stays; it has limits of its own.
        var isWatch = context.Request.Path == WatchEndpoint.Path;
        if (!isWatch && !await _room.WaitAsync(LongestWait, context.RequestAborted).ConfigureAwait(false))
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "too many requests at once").ConfigureAwait(false);
            return;
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (!isWatch)
        {
            time.CancelAfter(_options.RequestTimeout);
        }

        var aborted = context.RequestAborted;
        context.RequestAborted = time.Token;
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted
                && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            {
                await RefuseAsync(context, context.Response.StatusCode, $"there is no {context.Request.Method} of this path")
                    .ConfigureAwait(false);
            }
        }
        catch (Exception fault)
        {
            var failure = Failure.Of(fault, time.IsCancellationRequested);
            if (failure.Status >= StatusCodes.Status500InternalServerError && !aborted.IsCancellationRequested)
            {
                LogFailed(context.Request.Method, context.Request.Path, fault.GetType().Name, fault.Message);
            }

            if (context.Response.HasStarted)
            {
                // A broken answer must not look like a whole one.
                context.Abort();
            }
            else
            {
                ServerTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("http.response.status_code", failure.Status));
                await Answers.ErrorAsync(context, failure).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!isWatch)
            {
                _room.Release();
            }
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Error, Message = "{Method} {Path} failed: {ErrorType}: {Reason}")]
    private partial void LogFailed(string method, string path, string errorType, string reason);
}
