using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskDbLinq;

/// <summary>How a <see cref="TaskDbServer"/> listens, and what it allows.</summary>
public sealed record TaskDbServerOptions
{
    /// <summary>
    /// Gets the addresses: <c>http://127.0.0.1:0</c> (port 0 takes a free one), <c>https://host:port</c> or <c>unix:/path</c>.
    /// </summary>
    public ValueList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>Gets the token that every request has to carry, 16 characters or more.</summary>
    public required string Token
    {
        get;
        init =>
            field = value is { Length: >= 16 } ? value : throw new ArgumentException("The token has 16 characters or more.", nameof(value));
    }

    /// <summary>Gets a value indicating whether an address that isn't loopback may be served without TLS. Default false.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Gets host names that the <c>Host</c> header may have beside those of the addresses.</summary>
    public ValueList<string> AllowedHosts { get; init; } = [];

    /// <summary>Gets the certificate for <c>https</c> addresses.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets the most bytes of a request's body. Default 256 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 256L << 20;

    /// <summary>Gets how many requests may run at once; others wait for a while. Default 64.</summary>
    public int MaxConcurrency { get; init; } = 64;

    /// <summary>Gets how many connections may be open at once. Default 4,096.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Gets how long a request may take, its body included. Default one minute.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets how long a stop waits for the requests under way. Default 30 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets what drops the tasks that retention no longer keeps, and returns their number. Default null: everything is kept.
    /// </summary>
    public Func<CancellationToken, Task<long>>? Prune { get; init; }

    /// <summary>Gets the time between two runs of <see cref="Prune"/>. Default ten minutes.</summary>
    public TimeSpan PruneInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how the page for people is served. Default null: it isn't.</summary>
    public PageOptions? Page { get; init; }

    /// <summary>Gets the loggers. Default none.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
