using System.Net.Sockets;
using TaskDbLinq.MongoGateway.Commands;
using TaskDbLinq.MongoGateway.Wire;

namespace TaskDbLinq.MongoGateway.Server;

/// <summary>
/// One client: reads a message, answers it, reads the next. Blocking calls on a thread of its own, as a MongoDB
/// server does by default: the protocol is strictly request and reply, and nothing wakes a thread sooner.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    private readonly int _id;
    private readonly Socket _socket;
    private readonly Dispatcher _dispatcher;

    public ClientConnection(int id, Socket socket, Dispatcher dispatcher)
    {
        _id = id;
        _socket = socket;
        _socket.NoDelay = true;
        _dispatcher = dispatcher;
    }

    public void Run()
    {
        try
        {
            using var stream = new NetworkStream(_socket, ownsSocket: false);
            using var reader = new MessageReader(stream);
            var writer = new ReplyWriter(stream);
            while (reader.Read() is { } message)
            {
                var request = RequestParser.Parse(message);
                var reply = _dispatcher.Run(request, _id);
                if (request.ExpectsReply)
                {
                    writer.Write(request, reply.Span);
                }
            }
        }
        catch (WireException problem)
        {
            Console.Error.WriteLine($"client {_id}: closed after {problem.Message}");
        }
        catch (EngineLostException problem)
        {
            Console.Error.WriteLine($"client {_id}: closed because the engine is lost: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or SocketException)
        {
            // The client is gone; nobody is left to tell.
        }
        catch (Exception problem)
        {
            // A fault of the gateway costs this client its connection, never the others theirs.
            Console.Error.WriteLine($"client {_id}: closed after a fault of the gateway: {problem}");
        }
    }

    /// <summary>Makes the next read see the end of the stream; a reply being computed can still be sent.</summary>
    public void StopReading()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Receive);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Already closed, which is what was wanted.
        }
    }

    public void Dispose() => _socket.Dispose();
}
