using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Finding;
using TaskDbLinq.Linq;

namespace TaskDbLinq;

/// <summary>
/// Runs questions that come as data on any LINQ query: over memory, over the entities of EF Core (with <c>UseMongoQueries</c>), and over
/// tasks.
/// The methods are not called <c>Find</c>, since EF Core's <c>DbSet</c> has a method of that name that takes keys.
/// </summary>
public static class FindExtensions
{
    /// <summary>
    /// Returns the records that a question asks for, in its order. The projection is not applied: see <see cref="FindDocuments{T}"/>.
    /// </summary>
    /// <param name="records">The records.</param>
    /// <param name="query">The question.</param>
    /// <param name="options">The key by which a cursor tells records apart.</param>
    /// <exception cref="QueryException">The question does not fit the record type; the exception lists every problem with its
    /// path.</exception>
    public static IQueryable<T> FindBy<T>(this IQueryable<T> records, FindQuery query, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(query);
        return PreparedFind<T>.Of(query, options, isPage: false, []).Ordered(records, query.Limit);
    }

    /// <summary>Returns the fields that a question asks for, as a dictionary for each record; a store reads no others.</summary>
    /// <remarks>
    /// MongoDB's driver makes no dictionaries: there they are made of the answer, and so is what is composed behind this call.
    /// </remarks>
    /// <inheritdoc cref="FindBy{T}"/>
    public static IQueryable<Dictionary<string, object?>> FindDocuments<T>(
        this IQueryable<T> records, FindQuery query, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(query);
        var problems = new List<QueryProblem>();
        var fields = Projecting.FieldsOf(typeof(T), query, options, problems);
        var prepared = PreparedFind<T>.Of(query, options, isPage: false, problems);
        var select = Projecting.Lambda<T>(fields);
        var found = prepared.Ordered(records, query.Limit);
        return records.Provider is StoreQueryProvider { MakesDictionaries: false }
            ? found.Select(Projecting.Parts<T>(fields)).AsEnumerable().Select(select.Compile()).AsQueryable()
            : found.Select(select);
    }

    /// <summary>
    /// Returns a page of records, with the cursor of the next one. Pages by a cursor show every record once, also while records are added
    /// and removed between them.
    /// </summary>
    /// <param name="records">The records.</param>
    /// <param name="query">The question; its limit is the length of the page.</param>
    /// <param name="withTotal">Whether all records that the filter finds are counted, too.</param>
    /// <param name="options">The key that tells records apart, and the default limit.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryException">The question does not fit the record type; the exception lists every problem with its
    /// path.</exception>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IQueryable<T> records, FindQuery query, bool withTotal = false,
        FindOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(query);
        var prepared = PreparedFind<T>.Of(query, options, isPage: true, []);
        if (prepared.Keys.All(key => key.Field.Properties.Length == 1))
        {
            return await PageAsync(
                prepared, records, query, options, withTotal, ordered =>
                    ordered, item => item, item => prepared.Keys.Select(key => key.Field.Read(item!)), cancellationToken)
                .ConfigureAwait(false);
        }

        // What is behind a reference is not loaded with a record: it is read beside it.
        var select = FoundRow.Select<T, T>(record => record, prepared.Keys, records.Provider);
        return await PageAsync(
            prepared,
            records,
            query,
            options,
            withTotal,
            ordered => ordered.Select(select),
            row => row.Shown,
            row => row.Keys,
            cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Returns a page of dictionaries, one for each record, of the fields that a question asks for.</summary>
    /// <inheritdoc cref="ToPageAsync{T}"/>
    public static async Task<Page<Dictionary<string, object?>>> ToDocumentPageAsync<T>(
        this IQueryable<T> records, FindQuery query, bool withTotal = false,
        FindOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(query);
        var problems = new List<QueryProblem>();
        var fields = Projecting.FieldsOf(typeof(T), query, options, problems);
        var prepared = PreparedFind<T>.Of(query, options, isPage: true, problems);
        if (records.Provider is StoreQueryProvider { MakesDictionaries: false })
        {
            var show = Projecting.Lambda<T>(fields).Compile();
            var parts = Projecting.Parts<T>([.. fields, .. prepared.Keys.Select(key => key.Field)]);
            return await PageAsync(
                prepared,
                records,
                query,
                options,
                withTotal,
                ordered => ordered.Select(parts),
                show,
                item => prepared.Keys.Select(key => key.Field.Read(item!)),
                cancellationToken).ConfigureAwait(false);
        }

        var select = FoundRow.Select<T, Dictionary<string, object?>>(
            record => Projecting.Dictionary(record, fields), prepared.Keys, records.Provider);
        return await PageAsync(
            prepared,
            records,
            query,
            options,
            withTotal,
            ordered => ordered.Select(select),
            row => row.Shown,
            row => row.Keys,
            cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<Page<TItem>> PageAsync<T, TRow, TItem>(
        PreparedFind<T> prepared,
        IQueryable<T> records,
        FindQuery query,
        FindOptions? options,
        bool withTotal,
        Func<IQueryable<T>, IQueryable<TRow>> select,
        Func<TRow, TItem> show,
        Func<TRow, IEnumerable<object?>> keys,
        CancellationToken cancellationToken)
    {
        var limit = query.Limit ?? (options ?? FindOptions.Default).DefaultLimit;
        var total = withTotal ? await CountAsync(prepared.Filtered(records), cancellationToken).ConfigureAwait(false) : (long?)null;

        // One more than is shown tells whether there is a next page.
        var rows = limit == 0
            ? []
            : await select(prepared.Ordered(records, limit + 1)).Async().ToListAsync(cancellationToken).ConfigureAwait(false);
        var shown = rows.Count > limit ? rows[..limit] : rows;
        return new Page<TItem>([.. shown.Select(show)], rows.Count > limit ? prepared.CursorBehind(keys(shown[^1])) : null, total);
    }

    /// <summary>Counts records; a foreign provider's own count would block the thread, and its rows do not.</summary>
    private static async Task<long> CountAsync<T>(IQueryable<T> records, CancellationToken cancellationToken)
    {
        if (records.Provider is StoreQueryProvider or EnumerableQuery)
        {
            return await records.Async().LongCountAsync(cancellationToken).ConfigureAwait(false);
        }

        var counts = await records.GroupBy(record => 1)
            .Select(group => group.LongCount()).Async().ToListAsync(cancellationToken).ConfigureAwait(false);
        return counts.FirstOrDefault();
    }
}
