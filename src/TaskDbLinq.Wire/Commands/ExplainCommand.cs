using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Aggregation;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>explain: what becomes of a question in the database behind; nothing is read, whatever verbosity is asked for.</summary>
internal sealed class ExplainCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var command = arguments.Document("explain") ?? throw arguments.Missing("explain");
        arguments.Ignore("verbosity");
        arguments.Complete();
        var name = command.ElementCount > 0 ? command.GetElement(0).Name : string.Empty;
        var inner =
            new Arguments(name, new BsonDocument(command.Where(element => !element.Name.StartsWith('$') && element.Name != "lsid")));
        inner.Ignore(name, "cursor", "maxTimeMS", "comment", "readConcern");
        var query = name switch
        {
            "find" => Found(Question.Read(inner)),
            "count" => new TaskQuery { Filter = FilterReader.Read(inner.Document("query")), Keys = TaskKeys.Of(TaskKey.MsgId) },
            "aggregate" =>
                Pipeline.Read(inner.Array("pipeline") ?? throw inner.Missing("pipeline"), name =>
                    server.Catalog.Find(call.Database, name)).Query,
            _ => throw Codes.NotSupported($"an explanation of '{name}'"),
        };
        var collection = server.Catalog.Find(call.Database, command.GetElement(0).Value.ToString()!);
        var stages = collection?.Db.Explain(query).Stages.Select(stage => new BsonDocument
        {
            { "stage", stage.Name }, { stage.Problem is null ? "text" : "problem", stage.Problem ?? stage.Text ?? string.Empty },
        });
        return Reply.Ok(new BsonDocument
        {
            {
                "queryPlanner", new BsonDocument
                {
                    { "namespace", $"{call.Database}.{command.GetElement(0).Value}" },
                    { "parsedQuery", query.Filter.ToJson() },
                    { "winningPlan", collection is null
                        ? new BsonDocument("stage", "EOF")
                        : new BsonDocument { { "stage", "TASKDB" }, { "stages", new BsonArray(stages!) } } },
                    { "rejectedPlans", new BsonArray() },
                }
            },
            { "command", command },
        });
    }

    private static TaskQuery Found(Question question) => new()
    {
        Filter = question.Filter,
        Keys = question.Projection.Keys,
        Sort = Rows.Sorted(question.Sort) ?? [],
        Skip = question.Skip,
        Limit = question.Limit,
    };
}
