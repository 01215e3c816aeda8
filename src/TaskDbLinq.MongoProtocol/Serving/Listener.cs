using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoProtocol.Serving;

/// <summary>Accepts clients on one address, each on a thread of its own.</summary>
internal sealed class Listener(IPEndPoint address, Dispatcher dispatcher, ListenerOptions options) : IDisposable
{
    /// <summary>Enough for a filter or document as deep as BSON may be.</summary>
    private const int StackBytes = 512 * 1024;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly Socket _listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<int, ClientConnection> _clients = new();
    private volatile bool _stopping;

    /// <summary>The address listened on, with the port that was free.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    public int ClientCount => _clients.Count;

    /// <exception cref="SocketException">The address is taken.</exception>
    public void Start()
    {
        // Else a restart after a crash would have to wait for the kernel to forget the old connections.
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(address);
        _listener.Listen(512);
        new Thread(Accept) { IsBackground = true, Name = "wire accept" }.Start();
    }

    /// <summary>Stops accepting, lets commands in flight send their replies, then closes everything.</summary>
    public void Dispose()
    {
        _stopping = true;
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
        if (_clients.Count >= options.MaxConnections)
        {
            socket.Dispose();
            options.Report(id, $"{options.MaxConnections} clients are there already");
            return;
        }

        var client = new ClientConnection(id, socket, dispatcher, options);
        _clients[id] = client;
        new Thread(Run, StackBytes) { IsBackground = true, Name = $"wire client {id}" }.Start();

        void Run()
        {
            using (client)
            {
                if (client.Run() is { } problem)
                {
                    options.Report(id, problem);
                }
            }

            _clients.TryRemove(id, out _);
        }
    }
}
