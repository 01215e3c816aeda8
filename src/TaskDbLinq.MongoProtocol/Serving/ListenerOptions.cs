using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Serving;

/// <summary>How a listener treats its clients.</summary>
internal sealed record ListenerOptions
{
    /// <summary>The most bytes of a message of a client that has to say who it is, and has not yet.</summary>
    public const int MostBytesOfStrangers = 64 * 1024;

    public int MaxConnections { get; init; } = int.MaxValue;

    /// <summary>How long an answer may take to be sent; zero for ever.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.Zero;

    public ReadLimits Reading { get; init; } = ReadLimits.None;

    /// <summary>Puts TLS around a stream; null for none.</summary>
    public Func<Stream, Stream>? Secure { get; init; }

    /// <summary>Whether clients have to say who they are.</summary>
    public bool HasUsers { get; init; }

    /// <summary>Gets told why a client was cut off.</summary>
    public Action<int, string> Report { get; init; } = (_, _) => { };
}
