using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.Wire.Tests;

/// <summary>A server over a database in memory.</summary>
internal sealed class Serving : IDisposable
{
    public Serving(TaskDbWireOptions options, int tasks = 0)
    {
        Db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, tasks).Select(number => new TaskRecord { MsgId = $"t{number}" })))
            .GetAwaiter()
            .GetResult();
        Server = TaskDbWireServer.Start(Db, options);
    }

    public DictDb Db { get; } = new();

    public TaskDbWireServer Server { get; }

    public WireClient Connect() => new(Server.Address);

    public void Dispose()
    {
        Server.Dispose();
        Db.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

/// <summary>A socket that speaks as much of the protocol as a test needs, and breaks it where a test wants that.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = 30_000,
    };

    public WireClient(IPEndPoint address) => _socket.Connect(address);

    /// <summary>A command as a message.</summary>
    public static byte[] Message(BsonDocument command)
    {
        var body = command.ToBson();
        var message = new byte[Protocol.HeaderLength + 5 + body.Length];
        new MessageHeader(message.Length, 1, 0, Protocol.OpMsg).Write(message);
        body.CopyTo(message, Protocol.HeaderLength + 5);
        return message;
    }

    public BsonDocument Ask(string command) => Ask(BsonDocument.Parse(command).Add("$db", "ipython-tasks"));

    public BsonDocument Ask(BsonDocument command) => Ask(Message(command));

    public BsonDocument Ask(byte[] message)
    {
        Send(message);
        var header = Receive(Protocol.HeaderLength);
        var rest = Receive(MessageHeader.Read(header).Length - Protocol.HeaderLength);
        return BsonSerializer.Deserialize<BsonDocument>(rest[5..]);
    }

    public void Send(byte[] bytes) => _socket.Send(bytes);

    /// <summary>Whether the server closes the connection, within 30 s.</summary>
    public bool IsClosed()
    {
        try
        {
            var bytes = new byte[4096];
            while (_socket.Receive(bytes) > 0)
            {
                // What it still had to say.
            }

            return true;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted;
        }
    }

    /// <summary>Reads what comes until the server closes, or nothing comes for a while.</summary>
    public void Drain(int milliseconds)
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            _socket.ReceiveTimeout = milliseconds;
            var bytes = new byte[64 * 1024];
            while (_socket.Receive(bytes) > 0)
            {
                // An answer, or an error.
            }
        }
        catch (SocketException)
        {
            // It was cut off, which is an answer too.
        }
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Receive(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = _socket.Receive(bytes, read, count - read, SocketFlags.None);
            read += more > 0 ? more : throw new IOException("the server closed the connection");
        }

        return bytes;
    }
}
