using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Records;

/// <summary>
/// A LINQ query that says no more than a <see cref="TaskQuery"/>, as one:
/// <c>{ tasks.Where(p).OrderBy(t => t.Started).Take(5).Select(t => t.Label) } => { filter, sort: started, limit: 5, keys: label }</c>
/// </summary>
/// <param name="Query">The question.</param>
/// <param name="Projection">What is made of the keys of each task.</param>
/// <param name="Ending">What is done with its answer.</param>
internal sealed record LinqFind(TaskQuery Query, FieldProjection Projection, LinqEnding Ending)
{
    /// <summary>Reads a query; null for one that says more.</summary>
    /// <param name="query">The query.</param>
    /// <param name="isRoot">Whether an expression stands for all tasks.</param>
    public static LinqFind? Of(Expression query, Predicate<Expression> isRoot)
    {
        if (LinqParts.Of(query, isRoot) is not { } parts
            || FieldProjection.Of(parts.Selector, values: null, withId: true) is not { } projection)
        {
            return null;
        }

        // { source.Skip(a).Take(b) }: in any other order they mean something else.
        var source = parts.Source;
        var limit = Cut(nameof(Queryable.Take), ref source);
        var skip = Cut(nameof(Queryable.Skip), ref source);
        var filters = new List<Filter>();
        var sort = new List<SortKey<TaskField>>();
        var isSorted = false;
        for (; !isRoot(source); source = ((MethodCallExpression)source).Arguments[0])
        {
            var call = (MethodCallExpression)source;
            var argument = (call.Arguments[1] as UnaryExpression)?.Operand;
            if (argument is Expression<Func<TaskRecord, bool>> predicate && call.Method.Name == nameof(Queryable.Where))
            {
                if (FilterReadBack.TryRead(predicate, []) is not { } filter)
                {
                    return null;
                }

                filters.Insert(0, filter);
            }
            else if (!isSorted && SortOf(call.Method.Name, argument as LambdaExpression) is { } key)
            {
                // A field that comes again decides nothing, and an order below another one only where that one is equal.
                sort.RemoveAll(later => later.Field == key.Field);
                sort.Insert(0, key);
                isSorted = call.Method.Name is nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending);
            }
            else
            {
                return null;
            }
        }

        return new LinqFind(
            new TaskQuery
            {
                Filter = Filter.And(filters),
                Keys = KeysOf(parts, projection),
                Sort = [.. sort],
                Skip = skip ?? 0,
                Limit = limit
            },
            projection,
            parts.Ending);
    }

    /// <summary>Whether there is a task needs no more of it than its id.</summary>
    private static TaskKeys KeysOf(LinqParts parts, FieldProjection projection) =>
        parts.Ending == LinqEnding.Any ? TaskKeys.Of(TaskKey.MsgId)
        : parts.Selector is null ? TaskKeys.All
        : TaskKeys.Of(projection.Fields.Select(field => field.Key));

    /// <summary>Takes the outermost call off, if it is the one of this name, and returns its number.</summary>
    private static int? Cut(string name, ref Expression source)
    {
        if (source is not MethodCallExpression { Arguments: [var rest, var count] } call || call.Method.Name != name
            || !ClosedValues.TryGet(count, out var value) || value is not int number)
        {
            return null;
        }

        source = rest;
        return Math.Max(0, number);
    }

    /// <summary><c>{ OrderByDescending(t => t.Started) } => -started</c>; null for an order by anything but text and timestamps.</summary>
    private static SortKey<TaskField>? SortOf(string method, LambdaExpression? key) =>
        method is nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending)
            or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending)
            && key?.Body is MemberExpression { Expression: ParameterExpression } member
            && TaskFields.ByProperty.TryGetValue(member.Member.Name, out var field)
            && field.Kind is TaskFieldKind.Text or TaskFieldKind.Timestamp
            ? new SortKey<TaskField>(field, method.EndsWith("Descending", StringComparison.Ordinal))
            : null;
}
