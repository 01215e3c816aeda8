using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// The indexes of the collection: IPython's own (the id, unique, and the submission), and those by which the queries
/// of its documentation find their tasks. One that is there already is left as it is.
/// </summary>
internal static class TaskIndexes
{
    private static readonly string[] Searched =
        [TaskKey.Submitted, TaskKey.Completed, TaskKey.Started, TaskKey.EngineUuid, TaskKey.ClientUuid, TaskKey.Queue];

    public static IEnumerable<CreateIndexModel<TaskDocument>> All =>
    [
        new(new BsonDocument(TaskKey.MsgId, 1), new CreateIndexOptions { Unique = true }),
        .. Searched.Select(key => new CreateIndexModel<TaskDocument>(new BsonDocument(key, 1))),
        .. RowFiles.Paths.Select(
            path => new CreateIndexModel<TaskDocument>(new BsonDocument(path, 1), new CreateIndexOptions { Sparse = true })),
    ];
}
