using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.Linq;

/// <summary>
/// Reads the parts of a query that do not depend on its tasks: captured variables, literals, <c>DateTime.UtcNow.AddHours(-1)</c>.
/// </summary>
internal static class QueryValues
{
    /// <summary>Reads a node that is a value.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inPredicate">
    /// Whether the node is part of a test. Only there a call may be run once for all tasks: a projection that makes a list
    /// must make one for each.
    /// </param>
    /// <param name="value">The value.</param>
    /// <returns>
    /// False when it is none, or leads through null: there the node stays in the query as it is, where an <c>&amp;&amp;</c>
    /// before it may keep it from being run, as in C#.
    /// </returns>
    public static bool TryRead(Expression node, bool inPredicate, out object? value)
    {
        value = null;
        return IsValue(node, inPredicate) && IsLiftable(node) && ValueEvaluation.TryEvaluate(node, out value);
    }

    /// <summary>Null, true and false say what a query is, rather than with what it is run.</summary>
    private static bool IsLiftable(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value is not (null or bool),
        _ => !node.Type.IsByRefLike && node.Type != typeof(void),
    };

    /// <remarks>By the type of the node: a test for each class costs more than all else that is read of a query.</remarks>
    private static bool IsValue(Expression? node, bool calls)
    {
        while (node?.NodeType == ExpressionType.MemberAccess && node is MemberExpression { Expression: var owner })
        {
            node = owner;
        }

        return node?.NodeType switch
        {
            null or ExpressionType.Constant => true,
            ExpressionType.Call => calls && node is MethodCallExpression call && !call.Type.IsByRefLike && IsValue(call.Object, calls)
                && AreValues((IArgumentProvider)call) && !HasReferences(call.Method),
            ExpressionType.New =>
                calls && node is NewExpression { Constructor: not null } creation && !creation.Type.IsByRefLike
                    && AreValues((IArgumentProvider)creation),
            ExpressionType.NewArrayInit or ExpressionType.NewArrayBounds =>
                calls && node is NewArrayExpression array && AreValues(array.Expressions),
            ExpressionType.Convert => node is UnaryExpression convert && IsSimple(convert) && IsValue(convert.Operand, calls),
            ExpressionType.Add or ExpressionType.Subtract => node is BinaryExpression { Method: not null, IsLifted: false } sum
                && IsValue(sum.Left, calls) && IsValue(sum.Right, calls),
            _ => false,
        };
    }

    private static bool AreValues(IArgumentProvider node)
    {
        for (var i = 0; i < node.ArgumentCount; i++)
        {
            if (!IsValue(node.GetArgument(i), calls: true))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreValues(IReadOnlyList<Expression> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!IsValue(nodes[i], calls: true))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A conversion that leaves the boxed value as it is, or one that a method makes.</summary>
    private static bool IsSimple(UnaryExpression convert) =>
        !convert.Type.IsByRefLike
        && (convert.Method is { IsStatic: true }
            ? !convert.IsLifted
            : !convert.Type.IsValueType || Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type);

    private static bool HasReferences(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef || parameter.ParameterType.IsByRefLike);
}
