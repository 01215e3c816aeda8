using System.Linq.Expressions;

namespace TaskDbLinq.Compiling.Building;

/// <summary><c>{ t => t.Queue == "mux", r } => r.Queue == "mux"</c>: a predicate's body over another parameter.</summary>
internal sealed class ParameterSwap : ExpressionVisitor
{
    private readonly ParameterExpression _from;
    private readonly ParameterExpression _to;

    private ParameterSwap(ParameterExpression from, ParameterExpression to) => (_from, _to) = (from, to);

    /// <summary>Returns the body of a lambda of one parameter, over another one.</summary>
    public static Expression Body(LambdaExpression lambda, ParameterExpression parameter) =>
        new ParameterSwap(lambda.Parameters[0], parameter).Visit(lambda.Body);

    protected override Expression VisitParameter(ParameterExpression node) => node == _from ? _to : node;
}
