using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.Linq;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>Makes the plan of a shape: predicates on the tasks go to the indexes, what follows becomes LINQ to Objects.</summary>
internal static class LinqPlanner
{
    /// <param name="provider">The provider whose tasks are asked.</param>
    /// <param name="query">A query of the shape.</param>
    /// <param name="read">What was read of it.</param>
    public static LinqPlan Plan<TResult>(DictQueryProvider provider, Expression query, ShapeReader read)
    {
        var captured = read.Values;
        var sources = Expression.Parameter(typeof(IEnumerable<TaskRecord>[]), "sources");
        var rewriter = new QueryRewriter(provider, sources);
        var body = rewriter.Visit(new Lifting(read).Visit(BalancedLogic.Rewrite(query)))!;
        var predicates = rewriter.Sources.Select(source => Compile(source, captured)).ToArray();
        if (body.NodeType == ExpressionType.ArrayIndex)
        {
            return new LinqPlan(predicates, null);
        }

        var values = Expression.Parameter(typeof(Captured[]), "values");
        var run = new CapturedLifter(captured, values).Visit(body);
        run = run.Type == typeof(TResult) ? run : Expression.Convert(run, typeof(TResult));
        return new LinqPlan(
            predicates, Expression.Lambda<Func<Captured[], IEnumerable<TaskRecord>[], TResult>>(run, values, sources).Compile());
    }

    private static TaskPredicate Compile(Expression<Func<TaskRecord, bool>> source, IReadOnlyList<Captured> captured) => new(
        source.Body is ConstantExpression { Value: true }
            ? null
            : PredicateCompiler.Compile<TaskRecord>(source.Body, source.Parameters[0], captured),
        source.Body,
        source.Parameters[0],
        captured);
}
