using System.Net;
using TaskDbLinq.MongoGateway.Commands;
using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Serving;

namespace TaskDbLinq.MongoGateway.Server;

/// <summary>The gateway on the loopback address.</summary>
internal sealed class GatewayServer : IDisposable
{
    private const int MostCursors = 10_000;
    private static readonly TimeSpan CursorTimeout = TimeSpan.FromMinutes(10);

    private readonly CursorTable<byte[]> _cursors = new(TimeProvider.System, CursorTimeout, MostCursors);
    private readonly EngineClient _engine;
    private readonly Listener _listener;
    private readonly Timer _sweep;

    public GatewayServer(GatewayOptions options)
    {
        _engine = new EngineClient(options.Engine);
        var dispatcher = new Dispatcher(CommandTable.Create(_engine, _cursors), EngineFault.Explain);
        _listener = new Listener(
            new IPEndPoint(IPAddress.Loopback, options.Port),
            dispatcher,
            new ListenerOptions { Report = (id, problem) => Console.Error.WriteLine($"client {id}: closed after {problem}") });
        _sweep = new Timer(_ => _cursors.RemoveExpired());
    }

    /// <summary>The port listened on; differs from the option only if that was 0.</summary>
    public int Port => _listener.Address.Port;

    public int ClientCount => _listener.ClientCount;

    public void Start()
    {
        _listener.Start();
        _sweep.Change(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>Stops accepting, lets commands in flight send their replies, then closes everything.</summary>
    public void Dispose()
    {
        _sweep.Dispose();
        _listener.Dispose();
        _engine.Dispose();
    }
}
