using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>What all commands share.</summary>
internal sealed record Server(ICatalog Catalog, CursorReply Replies, TimeSpan TimeLimit)
{
    public TaskCollection? Find(CommandCall call) => Catalog.Find(call.Database, call.Target);

    public TaskCollection Open(CommandCall call) => Catalog.Open(call.Database, call.Target);

    /// <summary>The time that a call may take: the client's limit, when it is the shorter one.</summary>
    public TimeSpan Time(TimeSpan? most) => most is { } asked && asked < TimeLimit ? asked : TimeLimit;
}
