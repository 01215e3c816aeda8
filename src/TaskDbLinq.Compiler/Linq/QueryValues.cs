using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.Linq;

/// <summary>
/// Reads the parts of a query that do not depend on its tasks: captured variables, literals, <c>DateTime.UtcNow.AddHours(-1)</c>.
/// They are read once per run and by reflection, so that a value never costs a compilation.
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
        return IsValue(node, inPredicate) && IsLiftable(node) && TryEvaluate(node, out value);
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

    private static bool TryEvaluate(Expression node, out object? value)
    {
        value = null;
        switch (node)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression member:
                if (!TryInstance(member.Expression, out var owner))
                {
                    return false;
                }

                value = member.Member is FieldInfo field
                    ? field.GetValue(owner)
                    : ((PropertyInfo)member.Member).GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null);
                return true;
            case MethodCallExpression call:
                return TryInstance(call.Object, out var target) && TryAll(call.Arguments, out var arguments)
                    && Invoke(call.Method, target, arguments, out value);
            case NewExpression creation:
                var made = TryAll(creation.Arguments, out var parts);
                value = made ? creation.Constructor!.Invoke(BindingFlags.DoNotWrapExceptions, null, parts, null) : null;
                return made;
            case NewArrayExpression array:
                return TryArray(array, out value);
            case UnaryExpression convert:
                return TryEvaluate(convert.Operand, out value)
                    && (convert.Method is null || Invoke(convert.Method, null, [value], out value));
            case BinaryExpression sum:
                return TryEvaluate(sum.Left, out var left) && TryEvaluate(sum.Right, out var right)
                    && Invoke(sum.Method!, null, [left, right], out value);
            default:
                return false;
        }
    }

    private static bool TryInstance(Expression? node, out object? instance)
    {
        instance = null;
        return node is null || (TryEvaluate(node, out instance) && instance is not null);
    }

    private static bool TryAll(IReadOnlyList<Expression> nodes, out object?[] values)
    {
        values = new object?[nodes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryEvaluate(nodes[i], out values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryArray(NewArrayExpression array, out object? value)
    {
        value = null;
        if (!TryAll(array.Expressions, out var items))
        {
            return false;
        }

        var element = array.Type.GetElementType()!;
        if (array.NodeType == ExpressionType.NewArrayBounds)
        {
            value = Array.CreateInstance(
                element, [.. items.Select(length => Convert.ToInt32(length, System.Globalization.CultureInfo.InvariantCulture))]);
            return true;
        }

        var result = Array.CreateInstance(element, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            result.SetValue(items[i], i);
        }

        value = result;
        return true;
    }

    private static bool Invoke(MethodInfo method, object? target, object?[] arguments, out object? value)
    {
        value = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return true;
    }
}
