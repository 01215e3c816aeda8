using System.Net.Sockets;
using System.Security.Authentication;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Serving;

/// <summary>
/// One client: reads a message, answers it, reads the next. Blocking calls on a thread of its own, as a MongoDB
/// server does by default: the protocol is strictly request and reply, and nothing wakes a thread sooner.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    private readonly ClientState _state;
    private readonly Socket _socket;
    private readonly Dispatcher _dispatcher;
    private readonly ListenerOptions _options;

    public ClientConnection(int id, Socket socket, Dispatcher dispatcher, ListenerOptions options)
    {
        _state = new ClientState(id, socket.RemoteEndPoint);
        _socket = socket;
        _socket.NoDelay = true;
        _dispatcher = dispatcher;
        _options = options;
    }

    /// <summary>Serves the client to its end; says why, when it was not the client's own.</summary>
    public string? Run()
    {
        try
        {
            using var plain = new NetworkStream(_socket, ownsSocket: false);
            if (_options.SendTimeout > TimeSpan.Zero)
            {
                plain.WriteTimeout = (int)_options.SendTimeout.TotalMilliseconds;
            }

            using var stream = _options.Secure?.Invoke(plain) ?? plain;
            using var reader = new MessageReader(stream, _options.Reading);
            var writer = new ReplyWriter(stream);
            reader.MostBytes = MostBytes;
            while (reader.Read() is { } message)
            {
                var request = RequestParser.Parse(message);
                var reply = _dispatcher.Run(request, _state);
                if (request.ExpectsReply)
                {
                    writer.Write(request, reply.Span);
                }

                _state.Sent();
                reader.MostBytes = MostBytes;
            }

            return null;
        }
        catch (WireException problem)
        {
            return problem.Message;
        }
        catch (AuthenticationException problem)
        {
            return $"a TLS handshake that failed: {problem.Message}";
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or SocketException)
        {
            // The client is gone; nobody is left to tell.
            return null;
        }
        catch (Exception problem)
        {
            // A fault of the server costs this client its connection, never the others theirs.
            return $"a fault of the server: {problem}";
        }
        finally
        {
            _state.Sent();
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

    private int MostBytes => _options.HasUsers && _state.User is null
        ? ListenerOptions.MostBytesOfStrangers
        : Protocol.AcceptedMessageBytes;
}
