using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>update: one of the tasks that a filter selects, or all of them; or, where there is none, a new one.</summary>
internal sealed class UpdateCommand(Server server) : ICommand
{
    private static readonly TaskKeys IdOnly = TaskKeys.Of(TaskKey.MsgId);

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var statements = Statements.Read(call, arguments, "updates");
        var reply = new WriteReply(Statements.AreOrdered(arguments)) { Modified = 0 };
        arguments.Refuse("let");
        arguments.Ignore("bypassDocumentValidation");
        arguments.Complete();
        var collection = server.Catalog.Find(call.Database, call.Target);
        for (var index = 0; index < statements.Count && !reply.IsOver; index++)
        {
            var (at, statement) = (index, new Arguments("update.updates", statements[index]));
            reply.Try(at, $"{call.Database}.{call.Target}", () => Update(collection ?? server.Open(call), statement, at, reply));
        }

        return reply.ToBson();
    }

    private static void Update(TaskCollection collection, Arguments statement, int index, WriteReply reply)
    {
        var query = statement.Document("q") ?? throw statement.Missing("q");
        var modification = Modification.Read(statement.Value("u") ?? throw statement.Missing("u"));
        var (multi, upsert) = (statement.Flag("multi"), statement.Flag("upsert"));
        statement.Refuse("collation", "arrayFilters", "c", "sort");
        Hints.Check(statement);
        statement.Complete();
        if (multi && modification.IsReplacement)
        {
            throw new CommandException(Codes.FailedToParse, "multi update is not supported for replacement-style update");
        }

        var filter = FilterReader.Read(query);
        var isPlain = modification.IsByField && Rows.IdOf(query) is not null && !upsert;
        _ = isPlain ? collection.Beside(Make) : collection.Alone(Make);

        bool Make()
        {
            var matched = 0L;
            foreach (var row in Matching())
            {
                matched++;
                reply.Modified += Updater.Update(collection, row, modification).IsModified ? 1 : 0;
            }

            reply.Count += matched;
            if (matched == 0 && upsert)
            {
                var task = Upsert.Make(query, modification);
                collection.Db.AddAsync(task).GetAwaiter().GetResult();
                reply.Upserted(index, task.MsgId);
            }

            return true;
        }

        // A row that is being read while others are written might come again: the ids are read first.
        IEnumerable<TaskRow> Matching() => multi
            ? collection.Db.Query(new TaskQuery { Filter = filter, Keys = IdOnly }).ToList()
                .Select(row => Rows.First(collection, Rows.Of((string)row[TaskKey.MsgId]!), modification.Keys, [])).OfType<TaskRow>()
            : Rows.First(collection, filter, modification.Keys, []) is { } first ? [first] : [];
    }
}
