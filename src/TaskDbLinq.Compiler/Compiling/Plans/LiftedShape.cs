using System.Linq.Expressions;
using TaskDbLinq.Caching;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>
/// Writes down what a predicate is, its values being elements of an array: each node with its type and what it calls or reads.
/// Predicates of equal shapes do the same.
/// </summary>
internal sealed class LiftedShape : ExpressionVisitor
{
    private readonly List<object?> _parts = [];
    private readonly List<ParameterExpression> _parameters = [];

    private LiftedShape()
    {
    }

    /// <summary>Returns the shape of a predicate.</summary>
    public static QueryShape Of(Expression predicate)
    {
        var writer = new LiftedShape();
        writer.Visit(predicate);
        return new QueryShape(writer._parts);
    }

    public override Expression? Visit(Expression? node)
    {
        _parts.Add(node?.NodeType);
        _parts.Add(node?.Type);
        _parts.Add(node switch
        {
            null or LambdaExpression or ConditionalExpression or DefaultExpression => null,
            ConstantExpression constant => constant.Value,
            ParameterExpression parameter => PlaceOf(parameter),
            MemberExpression member => member.Member,
            MethodCallExpression call => call.Method,
            UnaryExpression unary => unary.Method,
            BinaryExpression { Conversion: null } binary => binary.Method,

            // Nothing that a filter is made of: it equals only itself.
            _ => node,
        });
        return base.Visit(node);
    }

    private int PlaceOf(ParameterExpression parameter)
    {
        if (!_parameters.Contains(parameter))
        {
            _parameters.Add(parameter);
        }

        return _parameters.IndexOf(parameter);
    }
}
