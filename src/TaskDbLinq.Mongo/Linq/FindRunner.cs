using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Linq;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Mongo.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>Runs the LINQ queries that say no more than a <see cref="TaskQuery"/>: as the native <c>find</c> that it is.</summary>
internal sealed class FindRunner(MongoConnection connection)
{
    private const int AtMostOne = 1;
    private const int TellsTwo = 2;

    /// <summary>Returns the tasks of a query.</summary>
    public IEnumerable<TaskRecord> Read(TaskQuery query) => new RowQuery(connection, query).Values().Select(TaskValues.ToTask);

    /// <inheritdoc cref="Read"/>
    public async IAsyncEnumerable<TaskRecord> ReadAsync(
        TaskQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var values in new RowQuery(connection, query).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return TaskValues.ToTask(values);
        }
    }

    /// <summary>Returns the one answer of a query.</summary>
    /// <exception cref="InvalidOperationException">There is no task, or more than one, and the query says that there is one.</exception>
    public object? One(LinqFind find) =>
        IsCount(find.Ending)
            ? Counted(connection.Ask(() => connection.Tasks.CountDocuments(NativeFilter.Of(find.Query.Filter), Page(find.Query))), find)
            : One([.. Read(Few(find))], find.Ending);

    /// <inheritdoc cref="One(LinqFind)"/>
    public async Task<object?> OneAsync(LinqFind find, CancellationToken cancellationToken)
    {
        if (IsCount(find.Ending))
        {
            var filter = NativeFilter.Of(find.Query.Filter);
            var count = await connection.AskAsync(
                () => connection.Tasks.CountDocumentsAsync(filter, Page(find.Query), cancellationToken)).ConfigureAwait(false);
            return Counted(count, find);
        }

        var tasks = new List<TaskRecord>();
        await foreach (var task in ReadAsync(Few(find), cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        return One(tasks, find.Ending);
    }

    /// <summary>What the server gets, for people to read.</summary>
    public static string Describe(TaskQuery query) => string.Join(
        '\n', QueryStages.Of(query).Select(stage => $"{stage.Name}: {stage.Text ?? stage.Problem}"));

    /// <summary>No more tasks than tell the answer, and of <c>Any</c> no more than the id.</summary>
    private static TaskQuery Few(LinqFind find)
    {
        var enough = find.Ending is LinqEnding.Single or LinqEnding.SingleOrDefault ? TellsTwo : AtMostOne;
        return find.Query with { Limit = Math.Min(find.Query.Limit ?? enough, enough) };
    }

    private static object? One(List<TaskRecord> tasks, LinqEnding ending) => ending switch
    {
        LinqEnding.Any => tasks.Count > 0,
        LinqEnding.First => tasks.First(),
        LinqEnding.FirstOrDefault => tasks.FirstOrDefault(),
        LinqEnding.Single => tasks.Single(),
        _ => tasks.SingleOrDefault(),
    };

    private static bool IsCount(LinqEnding ending) => ending is LinqEnding.Count or LinqEnding.LongCount;

    /// <summary>To MongoDB a limit of zero is no limit: see <see cref="Counted"/>.</summary>
    private static CountOptions Page(TaskQuery query) =>
        new() { Skip = query.Skip, Limit = query.Limit is > 0 and var limit ? limit : null };

    private static object Counted(long count, LinqFind find)
    {
        count = find.Query.Limit == 0 ? 0 : count;
        return find.Ending == LinqEnding.Count ? (object)checked((int)count) : count;
    }
}
