using MongoDB.Bson;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Layout;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>A filter as the document that MongoDB runs: the one a person would write.</summary>
internal static class NativeFilter
{
    /// <summary>A filter of tasks, as it is sent.</summary>
    /// <exception cref="QueryException">The filter does not fit a task; the same problems as on any other backend.</exception>
    public static BsonDocument Of(Filter filter) => OldBinary.Sent(Render(filter));

    /// <summary>A filter of tasks, as it is shown.</summary>
    /// <inheritdoc cref="Of"/>
    public static BsonDocument Render(Filter filter)
    {
        if (filter.IsEverything)
        {
            return [];
        }

        QueryException.ThrowIfAny(filter.Validate<TaskRecord>());
        var problems = new List<QueryProblem>();
        var document = FilterRenderer.OfTasks(problems).Render(filter.Root);
        QueryException.ThrowIfAny(problems);
        return document;
    }
}
