using System.Net;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>What a server remembers of one connection.</summary>
internal sealed class ClientState(int id, EndPoint? address)
{
    public int Id { get; } = id;

    public EndPoint? Address { get; } = address;

    /// <summary>The user who proved to be there; null before.</summary>
    public string? User { get; set; }

    /// <summary>An authentication under way; null when there is none.</summary>
    public object? Conversation { get; set; }
}
