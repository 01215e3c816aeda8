using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Reading;

/// <summary>A query as the server gets it, for showing: as a line for MongoDB's shell would have its parts.</summary>
internal static class QueryStages
{
    /// <summary>The stages of a query; no server is asked.</summary>
    public static IEnumerable<QueryStage> Of(TaskQuery query)
    {
        yield return QueryStage.Of("mongodb: filter", () => NativeFilter.Render(query.Filter).ToJson());
        yield return new QueryStage("mongodb: projection", RowQuery.Projection(query.Keys).ToJson());
        if (!query.Sort.IsEmpty)
        {
            yield return new QueryStage("mongodb: sort", RowQuery.Order(query.Sort).ToJson());
        }
    }
}
