using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>What a query does with the tasks that it selects.</summary>
internal enum LinqEnding
{
    /// <summary>It enumerates them.</summary>
    Sequence,

    /// <summary><see cref="Queryable.First{TSource}(IQueryable{TSource})"/></summary>
    First,

    /// <summary><see cref="Queryable.FirstOrDefault{TSource}(IQueryable{TSource})"/></summary>
    FirstOrDefault,

    /// <summary><see cref="Queryable.Single{TSource}(IQueryable{TSource})"/></summary>
    Single,

    /// <summary><see cref="Queryable.SingleOrDefault{TSource}(IQueryable{TSource})"/></summary>
    SingleOrDefault,

    /// <summary><see cref="Queryable.Any{TSource}(IQueryable{TSource})"/></summary>
    Any,

    /// <summary><see cref="Queryable.Count{TSource}(IQueryable{TSource})"/></summary>
    Count,

    /// <summary><see cref="Queryable.LongCount{TSource}(IQueryable{TSource})"/></summary>
    LongCount,
}

/// <summary>A query cut into its source, the selector of its elements and its ending.</summary>
/// <param name="Source">Tasks, filtered, ordered and paged.</param>
/// <param name="Selector">What is made of each; null for the task itself.</param>
/// <param name="Ending">What is done with them.</param>
internal sealed record LinqParts(Expression Source, LambdaExpression? Selector, LinqEnding Ending)
{
    /// <summary>Cuts a query; null for one that does more than select, order and page tasks, and read fields of them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="isRoot">Whether an expression stands for all tasks.</param>
    public static LinqParts? Of(Expression query, Predicate<Expression> isRoot)
    {
        var ending = EndingOf(query);
        var source = ending == LinqEnding.Sequence ? query
            : PredicateCalls.Split(query) is MethodCallExpression { Arguments: [var rows] } ? rows
            : null;

        var selector = source is null ? null : SelectorOf(source);
        source = selector is null ? source : ((MethodCallExpression)source!).Arguments[0];
        return source is not null && IsSelection(source, isRoot) ? new(source, selector, ending) : null;
    }

    private static LinqEnding EndingOf(Expression query) =>
        IsOperator(query, out var call) && Enum.TryParse<LinqEnding>(call.Method.Name, out var ending) ? ending : LinqEnding.Sequence;

    private static LambdaExpression? SelectorOf(Expression source) =>
        IsOperator(source, out var call)
            && call is
            {
                Method.Name: nameof(Queryable.Select),
                Arguments: [_, UnaryExpression { Operand: LambdaExpression { Parameters.Count: 1 } selector }]
            }
            ? selector
            : null;

    private static bool IsSelection(Expression source, Predicate<Expression> isRoot)
    {
        while (IsOperator(source, out var call) && call.Arguments is [var rows, var argument] && Selects(call.Method.Name, argument))
        {
            source = rows;
        }

        return isRoot(source);
    }

    private static bool Selects(string name, Expression argument) => name switch
    {
        nameof(Queryable.Where) or nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy)
            or nameof(Queryable.ThenByDescending) =>
            argument is UnaryExpression { Operand: LambdaExpression { Parameters.Count: 1 } },
        nameof(Queryable.Skip) or nameof(Queryable.Take) => argument.Type == typeof(int),
        _ => false,
    };

    private static bool IsOperator(Expression node, out MethodCallExpression call)
    {
        call = (node as MethodCallExpression)!;
        return call?.Method.DeclaringType == typeof(Queryable);
    }
}
