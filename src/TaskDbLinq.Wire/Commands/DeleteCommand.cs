using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>delete: one of the tasks that a filter selects, or all of them.</summary>
internal sealed class DeleteCommand(Server server) : ICommand
{
    private static readonly TaskKeys IdOnly = TaskKeys.Of(TaskKey.MsgId);

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var statements = Statements.Read(call, arguments, "deletes");
        var reply = new WriteReply(Statements.AreOrdered(arguments));
        arguments.Refuse("let");
        arguments.Complete();
        var collection = server.Find(call);
        for (var index = 0; index < statements.Count && !reply.IsOver; index++)
        {
            var statement = new Arguments("delete.deletes", statements[index]);
            reply.Try(index, $"{call.Database}.{call.Target}", () => reply.Count += Delete(collection, statement));
        }

        return reply.ToBson();
    }

    /// <summary>Drops one task, whichever, if a filter selects any.</summary>
    public static long DropFirst(TaskCollection collection, Filter filter) => collection.Alone(() =>
        Rows.First(collection, filter, IdOnly, []) is { } row ? Drop(collection, Rows.Of((string)row[TaskKey.MsgId]!)) : 0);

    public static long Drop(TaskCollection collection, Filter filter) => collection.Db.DropMatchingAsync(filter).GetAwaiter().GetResult();

    private static long Delete(TaskCollection? collection, Arguments statement)
    {
        var query = statement.Document("q") ?? throw statement.Missing("q");
        var limit = statement.Integer("limit") ?? throw statement.Missing("limit");
        statement.Refuse("collation");
        Hints.Check(statement);
        statement.Complete();
        if (limit is not (0 or 1))
        {
            throw new CommandException(Codes.FailedToParse, $"The limit field in delete objects must be 0 or 1. Got {limit}");
        }

        var filter = FilterReader.Read(query);
        return collection is null ? 0
            : limit == 0 || Rows.IdOf(query) is not null ? collection.Beside(() => Drop(collection, filter))
            : DropFirst(collection, filter);
    }
}
