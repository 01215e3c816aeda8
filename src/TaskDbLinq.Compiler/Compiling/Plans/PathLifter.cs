using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>
/// Makes captured values of the paths inside of dict fields, so that predicates that differ in nothing else share their code:
/// <c>{ DictField.Satisfies(t.Header, "a.b", shape, operand, condition) => DictField.Satisfies(t.Header, path.Operand, null, null,
/// condition) }</c>. The shape and the operand are for stores, which translate the call.
/// </summary>
internal sealed class PathLifter : ExpressionVisitor
{
    private static readonly Expression NoShape = Expression.Constant(null, typeof(ConditionShape));
    private static readonly Expression NoOperand = Expression.Constant(null, typeof(DictOperand));

    private readonly List<Captured> _paths = [];

    /// <summary>The paths, in the order of the predicate.</summary>
    public IReadOnlyList<Captured> Paths => _paths;

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method != DictField.SatisfiesMethod)
        {
            return base.VisitMethodCall(node);
        }

        var path = new Captured<FieldPath>((FieldPath)((ConstantExpression)node.Arguments[1]).Value!);
        _paths.Add(path);
        return node.Update(null, [Visit(node.Arguments[0]), path.Access, NoShape, NoOperand, node.Arguments[4]]);
    }
}
