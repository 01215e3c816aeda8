namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>One kind-1 section: documents back to back, named after the command field they stand for.</summary>
internal readonly record struct DocumentSequence(string Name, ReadOnlyMemory<byte> Documents);

/// <summary>A command as it arrived, whichever of the two message kinds brought it.</summary>
/// <param name="Id">The request id, which the reply repeats.</param>
/// <param name="Body">The command document; writable, so that protocol fields can be cut out in place.</param>
/// <param name="Sequences">The kind-1 sections.</param>
/// <param name="ExpectsReply">False for an unacknowledged write.</param>
/// <param name="LegacyDatabase">Set for OP_QUERY only, which names the database outside the document.</param>
internal sealed record Request(
    int Id,
    Memory<byte> Body,
    IReadOnlyList<DocumentSequence> Sequences,
    bool ExpectsReply,
    string? LegacyDatabase = null);
