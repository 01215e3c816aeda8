using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Records;

/// <summary>
/// What a LINQ query asks of tasks before it makes something of them: a <see cref="Find{T}"/> whose values are still expressions, so that
/// all queries of a shape have the same one.
/// <c>{ tasks.Where(p).OrderBy(t => t.Started).Skip(a).Take(b) } => { p, sort: started, skip: a, limit: b }</c>
/// </summary>
/// <param name="Predicates">Which tasks: those that satisfy each, in the order of the calls.</param>
/// <param name="Sort">In what order.</param>
/// <param name="Skip">How many to leave out at the start; null for none.</param>
/// <param name="Limit">How many at most; null for all.</param>
internal sealed record FindShape(
    IReadOnlyList<Expression<Func<TaskRecord, bool>>> Predicates,
    ValueList<SortKey<TaskField>> Sort,
    Expression? Skip,
    Expression? Limit)
{
    /// <summary>Reads a sequence of tasks; null for one that says more than a <see cref="Find{T}"/>.</summary>
    /// <param name="source">The sequence.</param>
    /// <param name="isRoot">Whether an expression stands for all tasks.</param>
    public static FindShape? Of(Expression source, Predicate<Expression> isRoot)
    {
        // { source.Skip(a).Take(b) }: in any other order they mean something else.
        var limit = Cut(nameof(Queryable.Take), ref source);
        var skip = Cut(nameof(Queryable.Skip), ref source);
        var predicates = new List<Expression<Func<TaskRecord, bool>>>();
        var sort = new List<SortKey<TaskField>>();
        var isSorted = false;
        for (; !isRoot(source); source = ((MethodCallExpression)source).Arguments[0])
        {
            if (source is not MethodCallExpression { Arguments: [_, UnaryExpression { Operand: LambdaExpression lambda }] } call
                || call.Method.DeclaringType != typeof(Queryable))
            {
                return null;
            }

            if (lambda is Expression<Func<TaskRecord, bool>> predicate && call.Method.Name == nameof(Queryable.Where))
            {
                predicates.Insert(0, predicate);
            }
            else if (!isSorted && KeyOf(call.Method.Name, lambda) is { } key)
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

        return new FindShape(predicates, [.. sort], skip, limit);
    }

    /// <summary>Returns the question with its values; null where a filter does not say what a predicate does.</summary>
    public TaskQuery? ToQuery()
    {
        var filters = Predicates.Select(predicate => FilterReadBack.TryRead(predicate, [])).ToList();
        return filters.Contains(null) || !TryCount(Skip, out var skip) || !TryCount(Limit, out var limit)
            ? null
            : new TaskQuery { Filter = Filter.And(filters!), Sort = Sort, Skip = skip ?? 0, Limit = limit };
    }

    /// <summary>Takes the outermost call off, if it is the one of this name, and returns its number.</summary>
    private static Expression? Cut(string name, ref Expression source)
    {
        if (source is not MethodCallExpression { Arguments: [var rest, var count] } call || call.Method.DeclaringType != typeof(Queryable)
            || call.Method.Name != name || count.Type != typeof(int))
        {
            return null;
        }

        source = rest;
        return count;
    }

    private static bool TryCount(Expression? count, out int? number)
    {
        number = null;
        if (count is null)
        {
            return true;
        }

        if (!ClosedValues.TryGet(count, out var value) || value is not int given)
        {
            return false;
        }

        number = Math.Max(0, given);
        return true;
    }

    /// <summary><c>{ OrderByDescending(t => t.Started) } => -started</c>; null for an order by anything but text and timestamps.</summary>
    private static SortKey<TaskField>? KeyOf(string method, LambdaExpression key) =>
        method is nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending)
            or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending)
            && key.Body is MemberExpression { Expression: ParameterExpression task } member && task.Type == typeof(TaskRecord)
            && TaskFields.ByProperty.TryGetValue(member.Member.Name, out var field)
            && field.Kind is TaskFieldKind.Text or TaskFieldKind.Timestamp
            ? new SortKey<TaskField>(field, method.EndsWith("Descending", StringComparison.Ordinal))
            : null;
}
