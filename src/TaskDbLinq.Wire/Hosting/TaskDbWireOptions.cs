using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskDbLinq;

/// <summary>How a <see cref="TaskDbWireServer"/> listens, and what it allows.</summary>
public sealed record TaskDbWireOptions
{
    /// <summary>Gets the address to listen on; port 0 takes a free one. Default a free port of this machine only.</summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Gets the name of the one database that clients see. Default <c>ipython-tasks</c>, IPython's own.</summary>
    public string Database { get; init; } = "ipython-tasks";

    /// <summary>Gets the name of the one collection in it. Default <c>task_records</c>, IPython's own.</summary>
    public string Collection { get; init; } = "task_records";

    /// <summary>
    /// Gets the users who may come. Default null: everybody who reaches the address, which then has to be of this machine only.
    /// </summary>
    public WireUserFile? Users { get; init; }

    /// <summary>Gets the certificate for TLS. Default null: none, and the address has to be of this machine only.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Gets a value indicating whether an address that others can reach may be served without TLS, to users with passwords. Default false.
    /// </summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Gets how many clients may be connected at once; others are turned away. Default 1,024.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>Gets how many cursors may be open at once; beyond that the one idle for longest is closed. Default 256.</summary>
    public int MaxCursors { get; init; } = 256;

    /// <summary>Gets how long a cursor may be idle. Default ten minutes, as in MongoDB.</summary>
    public TimeSpan CursorTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long a call may take; a client's own <c>maxTimeMS</c> may be shorter. Default one minute.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets how long a message may take to come, once it has begun, and an answer to be taken. Default 30 s.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the bytes that messages above 1 MiB may take up together; others wait. Default 256 MiB.</summary>
    public long MaxMessageMemory { get; init; } = 256L << 20;

    /// <summary>Gets the loggers. Default none.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
