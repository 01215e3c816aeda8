using MongoDB.Bson;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Layout;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>A query as the filter document that MongoDB runs: the one a person would write.</summary>
internal static class NativeFilter
{
    /// <summary>The filter of a query on tasks, as it is sent.</summary>
    /// <exception cref="QueryException">The query does not fit a task; the same problems as on any other backend.</exception>
    public static BsonDocument Of(Filter query) => OldBinary.Sent(Render(query));

    /// <summary>The filter of a query on tasks, as it is shown.</summary>
    /// <inheritdoc cref="Of"/>
    public static BsonDocument Render(Filter query)
    {
        if (query.IsEverything)
        {
            return [];
        }

        QueryException.ThrowIfAny(query.Validate<TaskRecord>());
        var problems = new List<QueryProblem>();
        var filter = FilterRenderer.OfTasks(problems).Render(query.Root);
        QueryException.ThrowIfAny(problems);
        return filter;
    }
}
