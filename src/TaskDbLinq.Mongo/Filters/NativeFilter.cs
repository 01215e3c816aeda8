using MongoDB.Bson;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>A query as the filter document that MongoDB runs: the one a person would write.</summary>
internal static class NativeFilter
{
    /// <summary>The filter of a query on tasks.</summary>
    /// <exception cref="QueryException">The query does not fit a task; the same problems as on any other backend.</exception>
    public static BsonDocument Of(MongoQuery query)
    {
        if (query == MongoQuery.Everything)
        {
            return [];
        }

        // The predicate itself is not run here; binding it is how a query is checked against the fields of a task.
        var problems = new List<QueryProblem>();
        PlanCache<TaskRecord>.Shared.Bind(query, problems);
        QueryException.ThrowIfAny(problems);
        var filter = FilterRenderer.OfTasks(problems).Render(query.Root);
        QueryException.ThrowIfAny(problems);
        return filter;
    }
}
