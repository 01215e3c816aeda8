using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>Makes the plan of a shape: each <see cref="Find{T}"/> in it is run as one, and what follows becomes LINQ to Objects.</summary>
internal static class ObjectsPlanner
{
    /// <param name="provider">The provider whose tasks are asked.</param>
    /// <param name="query">A query of the shape.</param>
    /// <param name="read">What was read of it.</param>
    public static ObjectsPlan Plan<TResult>(TaskQueryProvider provider, Expression query, ShapeReader read)
    {
        var captured = read.Values;
        var sources = Expression.Parameter(typeof(IEnumerable<TaskRecord>[]), "sources");
        var rewriter = new QueryRewriter(provider, sources, captured);
        var body = rewriter.Visit(new Lifting(read).Visit(BalancedLogic.Rewrite(query)))!;
        var finds = rewriter.Sources.Select(source => Compile(source, captured)).ToArray();
        if (body.NodeType == ExpressionType.ArrayIndex)
        {
            return new ObjectsPlan(finds, null);
        }

        var values = Expression.Parameter(typeof(Captured[]), "values");
        var run = new CapturedLifter(captured, values).Visit(body);
        run = run.Type == typeof(TResult) ? run : Expression.Convert(run, typeof(TResult));
        return new ObjectsPlan(
            finds, Expression.Lambda<Func<Captured[], IEnumerable<TaskRecord>[], TResult>>(run, values, sources).Compile());
    }

    private static LinqSource Compile(FindShape source, IReadOnlyList<Captured> captured)
    {
        var predicate = source.Predicates[0];
        var isAll = predicate.Body is ConstantExpression { Value: true };
        var run = isAll ? null : PredicateCompiler.Compile<TaskRecord>(predicate.Body, predicate.Parameters[0], captured);
        return new LinqSource(
            new TaskFind(new TaskPredicate(run, predicate.Body, predicate.Parameters[0], captured), source.Sort),
            PlaceOf(source.Skip),
            PlaceOf(source.Limit));

        int PlaceOf(Expression? number) => number is null ? -1 : ComparisonSides.PlaceOf(number, captured)!.Value;
    }
}
