using System.Runtime.CompilerServices;
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
internal sealed class FindRunner(MongoConnection connection, ProjectionCache projections)
{
    private const int AtMostOne = 1;
    private const int TellsTwo = 2;

    /// <summary>Returns the elements of a query: tasks, or what it makes of their fields.</summary>
    public IEnumerable<TElement> Read<TElement>(LinqFind find)
    {
        return new RowQuery(connection, find.Query).Values().Select(projections.Of<TElement>(find));
    }

    /// <inheritdoc cref="Read"/>
    public async IAsyncEnumerable<TElement> ReadAsync<TElement>(LinqFind find, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var make = projections.Of<TElement>(find);
        await foreach (var values in new RowQuery(connection, find.Query).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return make(values);
        }
    }

    /// <summary>Returns the one answer of a query.</summary>
    /// <exception cref="InvalidOperationException">There is no element, or more than one, and the query says that there is one.</exception>
    public TElement One<TElement>(LinqFind find) => find.Ending switch
    {
        LinqEnding.Count or LinqEnding.LongCount => (TElement)Counted(
            connection.Ask(() => connection.Tasks.CountDocuments(NativeFilter.Of(find.Query.Filter), Page(find.Query))), find),
        LinqEnding.Any => (TElement)(object)new RowQuery(connection, Few(find).Query).Values().Any(),
        _ => One([.. Read<TElement>(Few(find))], find.Ending),
    };

    /// <inheritdoc cref="One{TElement}(LinqFind)"/>
    public async Task<TElement> OneAsync<TElement>(LinqFind find, CancellationToken cancellationToken)
    {
        if (IsCount(find.Ending))
        {
            var filter = NativeFilter.Of(find.Query.Filter);
            var count = await connection.AskAsync(
                () => connection.Tasks.CountDocumentsAsync(filter, Page(find.Query), cancellationToken)).ConfigureAwait(false);
            return (TElement)Counted(count, find);
        }

        if (find.Ending == LinqEnding.Any)
        {
            return (TElement)(object)await new RowQuery(connection, Few(find).Query).ValuesAsync(cancellationToken)
                .AnyAsync(cancellationToken)
                .ConfigureAwait(false);
        }

        return One(
            await ReadAsync<TElement>(Few(find), cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false), find.Ending);
    }

    /// <summary>What the server gets, for people to read.</summary>
    public static string Describe(TaskQuery query) => string.Join(
        '\n', QueryStages.Of(query).Select(stage => $"{stage.Name}: {stage.Text ?? stage.Problem}"));

    /// <summary>No more tasks than tell the answer.</summary>
    private static LinqFind Few(LinqFind find)
    {
        var enough = find.Ending is LinqEnding.Single or LinqEnding.SingleOrDefault ? TellsTwo : AtMostOne;
        return find with { Query = find.Query with { Limit = Math.Min(find.Query.Limit ?? enough, enough) } };
    }

    private static TElement One<TElement>(List<TElement> elements, LinqEnding ending) => ending switch
    {
        LinqEnding.First => elements.First(),
        LinqEnding.FirstOrDefault => elements.FirstOrDefault()!,
        LinqEnding.Single => elements.Single(),
        _ => elements.SingleOrDefault()!,
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
