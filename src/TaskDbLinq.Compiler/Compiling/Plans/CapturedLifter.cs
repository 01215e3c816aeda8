using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>
/// Turns captured values into elements of an array that the compiled code takes as a parameter:
/// <c>{ constant.Operand => Unsafe.As&lt;Captured&lt;T&gt;&gt;(values[i]).Operand }</c>. One compilation then serves all values.
/// </summary>
internal sealed class CapturedLifter : ExpressionVisitor
{
    private static readonly MethodInfo As = typeof(Unsafe).GetMethods()
        .Single(method => method.Name == nameof(Unsafe.As) && method.GetGenericArguments().Length == 1);

    private readonly Dictionary<Captured, int> _places;
    private readonly ParameterExpression _values;

    /// <param name="captured">The values, by place in the array; null for one that could not be read.</param>
    /// <param name="values">The array.</param>
    public CapturedLifter(IReadOnlyList<Captured?> captured, ParameterExpression values)
    {
        _values = values;
        _places = new(captured.Count);
        for (var place = 0; place < captured.Count; place++)
        {
            if (captured[place] is { } value)
            {
                _places.Add(value, place);
            }
        }
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is not ConstantExpression { Value: Captured value })
        {
            return base.VisitMember(node);
        }

        var element = Expression.ArrayIndex(_values, Expression.Constant(_places[value]));
        return Expression.Field(Expression.Call(As.MakeGenericMethod(value.GetType()), element), (FieldInfo)node.Member);
    }

    /// <summary>
    /// <c>{ a == null => DocumentValue.op_Equality(a, null) }</c>: FastExpressionCompiler makes a reference test of a
    /// comparison with null, whatever its operator method.
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node) =>
        node is { Method: { } method, IsLifted: false } && Guards.HasOwnNull(method.DeclaringType!)
            ? Expression.Call(method, Visit(node.Left), Visit(node.Right))
            : base.VisitBinary(node);
}
