using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters;
using TaskDbLinq.Finding;
using TaskDbLinq.Linq;

namespace TaskDbLinq.Aggregating;

/// <summary>A question about groups, its names resolved over a record type.</summary>
internal sealed class GroupShape<T>
{
    private readonly GroupQuery _query;
    private readonly ImmutableArray<FoundField> _keys;
    private readonly ImmutableArray<GroupColumn> _columns;

    private GroupShape(GroupQuery query, IEnumerable<FoundField> keys, IEnumerable<GroupColumn> columns) =>
        (_query, _keys, _columns) = (query, [.. keys], [.. columns]);

    /// <exception cref="QueryException">The question does not fit the record type; the exception lists every problem with its
    /// path.</exception>
    public static GroupShape<T> Of(GroupQuery query)
    {
        var problems = new List<QueryProblem>();
        GroupChecks.Check(query, problems);
        problems.AddRange(query.Filter.Validate<T>());
        if (query.Keys.Count > GroupKeys.MaxKeys)
        {
            problems.Add(
                new QueryProblem("group", FormattableString.Invariant($"at most {GroupKeys.MaxKeys} keys, not {query.Keys.Count}")));
        }

        var keys = query.Keys
            .Select((key, at) => GroupKeys.Resolve(typeof(T), key, FormattableString.Invariant($"group[{at}]"), problems)).ToList();
        var columns = query.Values.Select(value => GroupColumn.Of(typeof(T), value, problems)).ToList();
        QueryException.ThrowIfAny(problems);
        return new GroupShape<T>(query, keys!, columns!);
    }

    /// <summary><c>records.Where(filter).GroupBy(t => new Key { K0 = t.A }).Select(g => [g.Key.K0, g.LongCount(), …])</c></summary>
    public IQueryable<GroupRow> InStore(IQueryable<T> records)
    {
        var found = _query.Filter.IsEverything ? records : records.Where(_query.Filter.ToExpression<T>());
        var record = Expression.Parameter(typeof(T), "t");
        var parts = _keys.Select(key => key.Of(record)).Select(key => key.Type == typeof(string) ? GroupKeys.Ordinal(key) : key).ToArray();
        var key = parts.Length == 0 ? Expression.Constant(1) : GroupKeys.KeyOf(parts);
        var group = Expression.Parameter(typeof(IGrouping<,>).MakeGenericType(key.Type, typeof(T)), "g");
        var own = Expression.Property(group, nameof(IGrouping<,>.Key));
        IEnumerable<Expression> cells = [
            .. parts.Select((_, at) => Expression.Property(own, FormattableString.Invariant($"K{at}"))),
            .. _columns.SelectMany(column => column.InStore(group, typeof(T)))];
        var row = Expression.MemberInit(
            Expression.New(typeof(GroupRow)),
            Expression.Bind(
                typeof(GroupRow).GetProperty(nameof(GroupRow.Cells))!,
                Expression.NewArrayInit(typeof(object), cells.Select(cell => Expression.Convert(cell, typeof(object))))));
        var grouped = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.GroupBy),
            [typeof(T), key.Type],
            found.Expression,
            Expression.Quote(Expression.Lambda(key, record)));
        return records.Provider.CreateQuery<GroupRow>(Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [group.Type, typeof(GroupRow)],
            grouped,
            Expression.Quote(Expression.Lambda(row, group))));
    }

    /// <summary>A group for each record.</summary>
    public IEnumerable<GroupRow> InMemory(IEnumerable<T> records)
    {
        Func<T, bool> test = _query.Filter.IsEverything ? _ => true : _query.Filter.ToPredicate<T>();
        return records.Where(test).Select(record => new GroupRow
        {
            Cells = [.. _keys.Select(key => key.Read(record!)), .. _columns.SelectMany(column => column.InMemory(record!))],
        });
    }

    /// <summary>The answer: groups of equal keys brought together, in the question's order.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Answer(IEnumerable<GroupRow> rows)
    {
        var groups = new Dictionary<GroupKeys.Values, object?[]>();
        foreach (var row in rows)
        {
            var key = new GroupKeys.Values(row.Cells[.._keys.Length]);
            if (groups.TryGetValue(key, out var parts))
            {
                Add(parts, row.Cells.AsSpan(_keys.Length));
            }
            else
            {
                groups[key] = row.Cells[_keys.Length..];
            }
        }

        var names = _query.Keys.Concat(_query.Values.Select(value => value.Name)).ToArray();
        var order = _query.Sort.Select(sort => (At: Array.IndexOf(names, sort.Field), sort.Descending))
            .Concat(_keys.Select((_, at) => (At: at, Descending: false))).ToArray();
        var sorted = groups.Select(group => (object?[])[.. group.Key.Items, .. Finished(group.Value)]).ToArray();
        Array.Sort(sorted, (left, right) =>
        {
            foreach (var (at, descending) in order)
            {
                if (GroupOrder.Compare(left[at], right[at]) is not 0 and var found)
                {
                    return descending ? -found : found;
                }
            }

            return 0;
        });
        return [
            .. sorted.Skip(_query.Skip).Take(_query.Limit ?? int.MaxValue)
                .Select(group => names.Zip(group).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    private void Add(object?[] parts, ReadOnlySpan<object?> more)
    {
        var at = 0;
        foreach (var column in _columns)
        {
            for (var part = 0; part < column.Width; part++, at++)
            {
                parts[at] = column.Together(part, parts[at], more[at]);
            }
        }
    }

    private IEnumerable<object?> Finished(object?[] parts)
    {
        var at = 0;
        foreach (var column in _columns)
        {
            yield return column.Of(parts.AsSpan(at, column.Width));
            at += column.Width;
        }
    }
}
