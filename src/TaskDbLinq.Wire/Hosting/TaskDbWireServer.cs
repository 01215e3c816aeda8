using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Serving;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Commands;

namespace TaskDbLinq;

/// <summary>
/// Serves a task database to MongoDB's clients: they see one database with one collection of tasks. The task database stays the
/// caller's: it is disposed after the server.
/// </summary>
public sealed partial class TaskDbWireServer : IDisposable
{
    private readonly ICatalog _catalog;
    private readonly CursorTable<Cursor> _cursors;
    private readonly Listener _listener;
    private readonly Timer _sweep;
    private readonly ILogger _logger;

    private TaskDbWireServer(ICatalog catalog, TaskDbWireOptions options)
    {
        _catalog = catalog;
        _logger = options.Loggers.CreateLogger<TaskDbWireServer>();
        _cursors = new CursorTable<Cursor>(TimeProvider.System, options.CursorTimeout, options.MaxCursors);
        var server = new Server(catalog, new CursorReply(_cursors), options.TimeLimit);
        _listener = new Listener(
            options.Address,
            new Dispatcher(CommandTable.Create(server, options.Users), Explain),
            new ListenerOptions
            {
                MaxConnections = options.MaxConnections,
                SendTimeout = options.TransferTimeout,
                Reading = new ReadLimits(options.TransferTimeout, Timeout.InfiniteTimeSpan, new ByteBudget(options.MaxMessageMemory)),
                HasUsers = options.Users is not null,
                Secure = options.Certificate is { } certificate ? stream => Secured(stream, certificate, options.TransferTimeout) : null,
                Report = (id, reason) => LogClosed(id, reason),
            });
        _sweep = new Timer(_ => Sweep());
    }

    /// <summary>Gets the address that is listened on, with the port that was free.</summary>
    public IPEndPoint Address => _listener.Address;

    /// <summary>Gets how many clients are connected.</summary>
    public int ClientCount => _listener.ClientCount;

    /// <summary>Gets how many cursors are open.</summary>
    public int CursorCount => _cursors.Count;

    /// <summary>Starts to serve.</summary>
    /// <param name="db">The database.</param>
    /// <param name="options">Where to listen, and what to allow.</param>
    /// <exception cref="ArgumentException">The address can be reached by others, and it is not said who may come, or there is no
    /// TLS.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static TaskDbWireServer Start(ITaskDb db, TaskDbWireOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        options ??= new TaskDbWireOptions();
        return Start(new SingleCatalog(db, options.Database, options.Collection), options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep.Dispose();
        _listener.Dispose();
        _cursors.Clear();
        _catalog.Dispose();
    }

    internal static TaskDbWireServer Start(ICatalog catalog, TaskDbWireOptions options)
    {
        if (!IPAddress.IsLoopback(options.Address.Address))
        {
            Need(options.Users is not null, "say who may come, by a file of users");
            Need(
                options.Certificate is not null || options.AllowInsecure,
                "without TLS they could read all tasks: give a certificate, or allow it by name");
        }

        var server = new TaskDbWireServer(catalog, options);
        try
        {
            server._listener.Start();
        }
        catch (SocketException fault)
        {
            server.Dispose();
            throw new IOException($"'{options.Address}' can't be listened on: {fault.Message}", fault);
        }

        var interval =
            TimeSpan.FromTicks(Math.Clamp(options.CursorTimeout.Ticks / 10, TimeSpan.TicksPerSecond / 10, TimeSpan.TicksPerMinute));
        server._sweep.Change(interval, interval);
        return server;
    }

    private static void Need(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"the address can be reached from other machines: {problem}");
        }
    }

    private static SslStream Secured(Stream stream, X509Certificate2 certificate, TimeSpan patience)
    {
        stream.ReadTimeout = (int)patience.TotalMilliseconds;
        var secured = new SslStream(stream);
        secured.AuthenticateAsServer(certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
        return secured;
    }

    /// <summary>Closing what a cursor reads may fail; on a timer's thread that would end the process.</summary>
    private void Sweep()
    {
        try
        {
            _cursors.RemoveExpired();
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
    }

    /// <summary>A fault of the server's own is told by its type only, and logged; bytes that are no message end the connection.</summary>
    private CommandException? Explain(Exception fault)
    {
        if (fault is WireException || Faults.Explain(fault) is not null)
        {
            return Faults.Explain(fault);
        }

        LogFailed(fault);
        return new CommandException(MongoError.InternalError, $"the server failed: {fault.GetType().Name}");
    }

    [LoggerMessage(EventId = 51, Level = LogLevel.Error, Message = "A command failed.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "The connection of client {Client} was closed: {Reason}")]
    private partial void LogClosed(int client, string reason);
}
