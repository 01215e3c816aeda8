using System.Net;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>What a server remembers of one connection.</summary>
internal sealed class ClientState(int id, EndPoint? address)
{
    private PooledMemory? _reply;
    private int _last;

    public int Id { get; } = id;

    public EndPoint? Address { get; } = address;

    /// <summary>The user who proved to be there; null before.</summary>
    public string? User { get; set; }

    /// <summary>An authentication under way; null when there is none.</summary>
    public object? Conversation { get; set; }

    /// <summary>
    /// Memory for the reply of the request that is being answered; it is taken back when the reply is sent. Who asks for pages gets one as
    /// large as the last one, mostly.
    /// </summary>
    public PooledMemory NewReply()
    {
        Sent();
        return _reply = new PooledMemory(_last);
    }

    /// <summary>The reply is sent, or nobody is left to send it to.</summary>
    public void Sent()
    {
        _last = _reply?.Length ?? 0;
        _reply?.Dispose();
        _reply = null;
    }
}
