using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>findAndModify: changes or drops the first task of an order, and answers it as it was before or is after.</summary>
internal sealed class FindAndModifyCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var query = arguments.Document("query") ?? [];
        var sort = SortReader.Read(arguments.Document("sort"));
        var projection = Projection.Read(arguments.Document("fields"));
        var (remove, isNew, upsert) = (arguments.Flag("remove"), arguments.Flag("new"), arguments.Flag("upsert"));
        var update = arguments.Value("update");
        arguments.Ignore("bypassDocumentValidation");
        arguments.Refuse("collation", "arrayFilters", "let");
        Hints.Check(arguments);
        arguments.Complete();
        if (remove == update is not null || (remove && (isNew || upsert)))
        {
            throw new CommandException(
                Codes.FailedToParse, "Either an update or remove=true must be specified, and remove goes with neither new nor upsert");
        }

        var modification = update is null ? null : Modification.Read(update);
        var filter = FilterReader.Read(query);
        var collection = upsert ? server.Open(call) : server.Find(call);
        return Reply.Ok(collection?.Alone(Make) ?? Answer(BsonNull.Value, 0, isUpdate: modification is not null));

        BsonDocument Make()
        {
            if (Rows.First(collection, filter, TaskKeys.All, sort) is { } row)
            {
                var before = RowDocument.Of(row);
                var after = modification is null ? Remove(row) : Updater.Update(collection, row, modification).After;
                return Answer(projection.Apply(isNew ? after! : before), 1, modification is not null);
            }

            if (!upsert)
            {
                return Answer(BsonNull.Value, 0, modification is not null);
            }

            var task = Upsert.Make(query, modification!);
            collection.Db.AddAsync(task).GetAwaiter().GetResult();
            return new BsonDocument
            {
                { "lastErrorObject", new BsonDocument { { "n", 1 }, { "updatedExisting", false }, { "upserted", task.MsgId } } },
                { "value", isNew ? projection.Apply(RowDocument.Of(TaskRow.Of(task, TaskKeys.All))) : BsonNull.Value },
            };
        }

        BsonDocument? Remove(TaskRow row)
        {
            DeleteCommand.Drop(collection, Rows.Of((string)row[TaskKey.MsgId]!));
            return null;
        }
    }

    private static BsonDocument Answer(BsonValue value, int count, bool isUpdate)
    {
        var last = new BsonDocument("n", count);
        return new BsonDocument { { "lastErrorObject", isUpdate ? last.Add("updatedExisting", count > 0) : last }, { "value", value } };
    }
}
