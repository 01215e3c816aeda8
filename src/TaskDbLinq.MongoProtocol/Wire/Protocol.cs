namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>Numbers of the MongoDB wire protocol and the limits that a server announces.</summary>
internal static class Protocol
{
    public const int HeaderLength = 16;

    public const int OpReply = 1;
    public const int OpQuery = 2004;
    public const int OpMsg = 2013;

    public const uint FlagChecksumPresent = 1u << 0;
    public const uint FlagMoreToCome = 1u << 1;

    /// <summary>Flag bits a receiver must understand: an unknown one among them is an error.</summary>
    public const uint RequiredFlags = 0xFFFF;

    public const int MaxDocumentBytes = 16 * 1024 * 1024;
    public const int MaxMessageBytes = 48_000_000;
    public const int MaxWriteBatch = 100_000;

    /// <summary>Wire version 21 is MongoDB 7.0, the newest whose commands the engine answers.</summary>
    public const int MaxWireVersion = 21;

    /// <summary>Room for a command around documents that fill the announced limit exactly.</summary>
    public const int AcceptedMessageBytes = MaxMessageBytes + 64 * 1024;
}
