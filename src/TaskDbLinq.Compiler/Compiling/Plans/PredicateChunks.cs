using System.Linq.Expressions;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>
/// <c>{ (a || b) || (c || d) } => f(record) || g(record)</c> for very large predicates: each part becomes a method of its own, since
/// the temporaries of one method with thousands of calls do not fit on a small stack.
/// </summary>
/// <param name="compile">Compiles one part, given its free parameters.</param>
internal sealed class PredicateChunks(Func<LambdaExpression, Delegate> compile) : ExpressionVisitor
{
    /// <summary>How many nodes a method has at most, about.</summary>
    private const int Most = 1_500;

    private readonly Dictionary<Expression, int> _sizes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the predicate with its parts compiled where it is very large, or else as it is.</summary>
    public Expression Split(Expression body)
    {
        new Sizes(_sizes).Visit(body);
        return _sizes.GetValueOrDefault(body) > Most ? Visit(body)! : body;
    }

    public override Expression? Visit(Expression? node) =>
        node is null || _sizes.GetValueOrDefault(node) <= Most ? node : base.Visit(node);

    protected override Expression VisitBinary(BinaryExpression node) =>
        node.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse && node.Type == typeof(bool)
            ? node.Update(Method(node.Left), node.Conversion, Method(node.Right))
            : base.VisitBinary(node);

    /// <summary>
    /// A side of a large predicate: a part that fits becomes a method, a larger one is split on, and then becomes a method, too.
    /// </summary>
    private MethodCallExpression Method(Expression side)
    {
        var part = Visit(side)!;
        var parameters = FreeParameters.Of(part);
        var run = compile(Expression.Lambda(part, parameters));
        return Expression.Call(Expression.Constant(run), run.GetType().GetMethod(nameof(Action.Invoke))!, parameters);
    }

    /// <summary>Counts the nodes below each node.</summary>
    private sealed class Sizes(Dictionary<Expression, int> sizes) : ExpressionVisitor
    {
        private int _count;

        public override Expression? Visit(Expression? node)
        {
            if (node is null)
            {
                return null;
            }

            var before = _count++;
            base.Visit(node);
            sizes[node] = _count - before;
            return node;
        }
    }

    private sealed class FreeParameters : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _bound = [];
        private readonly List<ParameterExpression> _free = [];

        public static ParameterExpression[] Of(Expression expression)
        {
            var finder = new FreeParameters();
            finder.Visit(expression);
            return [.. finder._free];
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _bound.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (!_bound.Contains(node) && !_free.Contains(node))
            {
                _free.Add(node);
            }

            return node;
        }
    }
}
