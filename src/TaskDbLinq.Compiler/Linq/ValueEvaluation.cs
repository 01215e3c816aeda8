using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.Linq;

/// <summary>
/// Evaluates what <see cref="QueryValues"/> finds to be a value: once per run and by reflection, so that a value never costs a compilation.
/// </summary>
internal static class ValueEvaluation
{
    /// <summary>Evaluates a node.</summary>
    /// <returns>False when it leads through null, or is no value.</returns>
    public static bool TryEvaluate(Expression node, out object? value)
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
