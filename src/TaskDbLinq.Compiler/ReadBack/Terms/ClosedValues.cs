using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>
/// The parts of an expression that do not depend on the record: captured variables, constants, and what is computed from them.
/// </summary>
internal static class ClosedValues
{
    /// <summary>Whether an expression is the same for every record.</summary>
    public static bool IsValue(Expression expression)
    {
        // Nearly all are a variable, a literal or a field, which are told without a visitor.
        var start = expression;
        while (start is MemberExpression { Expression: { } owner })
        {
            start = owner;
        }

        return !expression.Type.IsByRefLike && start is not ParameterExpression
            && (start is ConstantExpression || !ParameterFinder.In(start));
    }

    /// <summary>Computes such an expression once. What the caller's own code throws there is the caller's.</summary>
    public static bool TryGet(Expression expression, out object? value)
    {
        value = null;
        if (!IsValue(expression))
        {
            return false;
        }

        value = Compute(expression);
        return true;
    }

    private static object? Compute(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo { IsStatic: false } field, Expression: { } owner }
                when Compute(owner) is { } instance:
                return field.GetValue(instance);
            case MemberExpression { Member: PropertyInfo property, Expression: { } owner } when Compute(owner) is { } instance:
                return property.GetValue(instance, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
                when Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type:
                return Compute(convert.Operand);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: { IsStatic: true } method, IsLifted: false } convert:
                return method.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [Compute(convert.Operand)], culture: null);
            default:
                var boxed = Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)));
                return boxed.Compile(preferInterpretation: true)();
        }
    }

    /// <summary>Finds a parameter that the expression does not bring itself.</summary>
    private sealed class ParameterFinder : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _own = [];
        private bool _found;

        public static bool In(Expression expression)
        {
            var finder = new ParameterFinder();
            finder.Visit(expression);
            return finder._found;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _own.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= !_own.Contains(node);
            return node;
        }
    }
}
