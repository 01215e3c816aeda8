namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>
/// Bytes that are not the protocol. There is no telling where the next message would begin,
/// so the only answer is to close the connection.
/// </summary>
internal sealed class WireException(string message) : Exception(message);
