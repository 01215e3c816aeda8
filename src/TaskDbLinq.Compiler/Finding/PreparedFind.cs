using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// A question that was checked against a record type: it names fields that are there, and its cursor belongs to its order.
/// </summary>
internal sealed class PreparedFind<T>
{
    private readonly FindQuery _query;
    private readonly Page? _behind;

    private PreparedFind(FindQuery query, ValueList<SortKey<FoundField>> keys, Page? behind) =>
        (_query, Keys, _behind) = (query, keys, behind);

    public ValueList<SortKey<FoundField>> Keys { get; }

    /// <summary>The records of the question as a filter, those behind its cursor; null where no filter can tell them.</summary>
    public Filter? Selection => _behind is null ? _query.Filter : _behind.Filter is { } behind ? _query.Filter & behind : null;

    /// <summary>Checks a question.</summary>
    /// <param name="query">The question.</param>
    /// <param name="options">Its options.</param>
    /// <param name="isPage">Whether a page is wanted, which needs a whole order.</param>
    /// <param name="problems">Where problems go.</param>
    /// <exception cref="QueryException">There are problems; the exception lists all of them.</exception>
    public static PreparedFind<T> Of(FindQuery query, FindOptions? options, bool isPage, List<QueryProblem> problems)
    {
        options ??= FindOptions.Default;
        problems.AddRange(query.Filter.Validate<T>());
        var keys = SortKeys.Of(typeof(T), query, options.Key, isPage || query.After is not null, problems);
        var behind = query.After is { } after && problems.Count == 0 && Cursor.Read(after, keys, problems) is { } values
            ? Behind(keys, values, problems)
            : null;
        QueryException.ThrowIfAny(problems);
        return new PreparedFind<T>(query, keys, behind);
    }

    /// <summary>The records that the filter finds.</summary>
    public IQueryable<T> Filtered(IQueryable<T> records) =>
        _query.Filter.IsEverything ? records : records.Where(_query.Filter.ToExpression<T>());

    /// <summary>The records of the answer, in order.</summary>
    public IQueryable<T> Ordered(IQueryable<T> records, int? limit)
    {
        var found = Filtered(records);
        found = Ordering.Apply(_behind is null ? found : found.Where(_behind.Predicate), Keys);
        found = _query.Skip > 0 ? found.Skip(_query.Skip) : found;
        return limit is { } most ? found.Take(most) : found;
    }

    /// <summary>The cursor behind a record.</summary>
    public string CursorBehind(IEnumerable<object?> values) => Cursor.Write(
        Keys, values.Zip(Keys, (value, key) => key.Field.Inner.Length == 0 ? value
            : PathOrder.Of(value, key.Field.Inner, key.Descending) is { } inner ? DocumentJson.WriteStored(inner)
            : null));

    private static Page? Behind(
        ValueList<SortKey<FoundField>> keys, IReadOnlyList<DocumentValue> values, List<QueryProblem> problems)
    {
        var known = keys.Select(
            (key, at) =>
                new KeysetKey(
                    key.Field.Path,
                    key.Descending,
                    values[at],
                    key.Field.Plain == typeof(double) || key.Field.Plain == typeof(float))).ToList();
        var filter = keys[^1].Field.Plain == typeof(Guid) || keys.Any(key => key.Field.Inner.Length > 0) ? null : KeysetFilter.After(known);
        var predicate = filter is null ? MixedKeyset.After<T>(keys, known)
            : filter.Validate<T>().Count == 0 ? filter.ToExpression<T>()
            : null;
        if (predicate is null)
        {
            problems.Add(new QueryProblem("after", "this is no cursor of this order: take the one that the page before has"));
            return null;
        }

        return new Page(predicate, filter);
    }

    /// <summary>What is behind a cursor.</summary>
    private sealed record Page(Expression<Func<T, bool>> Predicate, Filter? Filter);
}
