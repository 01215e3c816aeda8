using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>find: filter, projection, sort, skip and limit are the database's work, the sort where the database has that order.</summary>
internal sealed class FindCommand(Server server) : ICommand
{
    private readonly QuestionsById _byId = new();

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var question = _byId.Read(call);
        var time = server.Time(question.MaxTime);
        var ns = $"{call.Database}.{call.Target}";
        var cursor = server.Find(call) is { } collection
            ? question.Open(collection, time)
            : new DocumentCursor(ns, time, []);
        return server.Replies.Page(call.Client, cursor, "firstBatch"u8, question.BatchSize, question.IsSingle);
    }
}
