using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TaskDbLinq.MongoGateway.Commands;
using TaskDbLinq.MongoGateway.Engine;

namespace TaskDbLinq.MongoGateway.Server;

/// <summary>Accepts clients on the loopback address, each on a thread of its own.</summary>
internal sealed class GatewayServer : IDisposable
{
    private const int MostCursors = 10_000;
    private static readonly TimeSpan CursorTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<int, ClientConnection> _clients = new();
    private readonly CursorTable _cursors = new(TimeProvider.System, CursorTimeout, MostCursors);
    private readonly GatewayOptions _options;
    private readonly EngineClient _engine;
    private readonly Dispatcher _dispatcher;
    private readonly Timer _sweep;
    private volatile bool _stopping;

    public GatewayServer(GatewayOptions options)
    {
        _options = options;
        _engine = new EngineClient(options.Engine);
        _dispatcher = new Dispatcher(CommandTable.Create(_engine, _cursors));
        _sweep = new Timer(_ => _cursors.RemoveExpired());
    }

    /// <summary>The port listened on; differs from the option only if that was 0.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public int ClientCount => _clients.Count;

    public void Start()
    {
        // Else a restart after a crash would have to wait for the kernel to forget the old connections.
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, _options.Port));
        _listener.Listen(512);
        _sweep.Change(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        new Thread(Accept) { IsBackground = true, Name = "accept" }.Start();
    }

    /// <summary>Stops accepting, lets commands in flight send their replies, then closes everything.</summary>
    public void Dispose()
    {
        _stopping = true;
        _sweep.Dispose();
        _listener.Dispose();
        foreach (var client in _clients.Values)
        {
            client.StopReading();
        }

        SpinWait.SpinUntil(() => _clients.IsEmpty, StopPatience);
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _engine.Dispose();
    }

    private void Accept()
    {
        for (var id = 1; !_stopping; id++)
        {
            try
            {
                Serve(id, _listener.Accept());
            }
            catch (SocketException) when (!_stopping)
            {
                // The client went away before it was accepted, or descriptors ran out: others still count.
                Thread.Sleep(TimeSpan.FromMilliseconds(10));
            }
            catch (Exception) when (_stopping)
            {
                return;
            }
        }
    }

    private void Serve(int id, Socket socket)
    {
        var client = new ClientConnection(id, socket, _dispatcher);
        _clients[id] = client;
        new Thread(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = $"client {id}" }.Start();

        void Run()
        {
            using (client)
            {
                client.Run();
            }

            _clients.TryRemove(id, out _);
        }
    }
}
