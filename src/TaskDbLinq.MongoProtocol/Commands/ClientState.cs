using System.Net;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>What a server remembers of one connection.</summary>
internal sealed class ClientState(int id, EndPoint? address)
{
    private PooledMemory? _reply;

    public int Id { get; } = id;

    public EndPoint? Address { get; } = address;

    /// <summary>The user who proved to be there; null before.</summary>
    public string? User { get; set; }

    /// <summary>An authentication under way; null when there is none.</summary>
    public object? Conversation { get; set; }

    /// <summary>Memory for the reply of the request that is being answered; it is taken back when the reply is sent.</summary>
    public PooledMemory NewReply()
    {
        Sent();
        return _reply = new PooledMemory();
    }

    /// <summary>The reply is sent, or nobody is left to send it to.</summary>
    public void Sent()
    {
        _reply?.Dispose();
        _reply = null;
    }
}
