using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Linq;

/// <summary>Calls that mean in a query what they mean in every store, not what a culture or a compiler makes of them.</summary>
internal static class PortableCalls
{
    /// <summary>The call to make instead; null to leave it as it is.</summary>
    public static Expression? Rewrite(MethodCallExpression call) =>
        call.Method.DeclaringType == typeof(MemoryExtensions) && call.Method.Name == nameof(MemoryExtensions.Contains) ? OfSpan(call)
        : call.Method.DeclaringType == typeof(string) ? OrdinalCalls.ByCodePoint(call) ?? OfText(call)
        : null;

    /// <summary>
    /// C# 14 prefers spans: <c>{ MemoryExtensions.Contains(array as span, x) } => Enumerable.Contains(array, x)</c>, since
    /// a span can be neither captured nor lifted.
    /// </summary>
    private static MethodCallExpression? OfSpan(MethodCallExpression call)
    {
        var list = call.Arguments[0] switch
        {
            MethodCallExpression { Method.Name: "op_Implicit" } conversion => conversion.Arguments[0],
            UnaryExpression { NodeType: ExpressionType.Convert } conversion => conversion.Operand,
            _ => null,
        };
        var item = call.Method.GetGenericArguments()[0];
        return list is null || !list.Type.IsAssignableTo(typeof(IEnumerable<>).MakeGenericType(item)) ? null
            : call.Arguments.Count == 2 || call.Arguments[2] is ConstantExpression { Value: null }
                ? EnumerableCalls.Contains(item, list, call.Arguments[1])
                : EnumerableCalls.Contains(item, list, call.Arguments[1], call.Arguments[2]);
    }

    /// <summary>
    /// <c>{ s.StartsWith(x) } => s.StartsWith(x, StringComparison.Ordinal)</c>, which depends on no culture; <c>EndsWith</c> too.
    /// </summary>
    private static MethodCallExpression? OfText(MethodCallExpression call) =>
        call.Method.Name is nameof(string.StartsWith) or nameof(string.EndsWith) && call.Arguments is [{ } prefix]
            && prefix.Type == typeof(string)
            ? Expression.Call(
                call.Object!,
                typeof(string).GetMethod(call.Method.Name, [typeof(string), typeof(StringComparison)])!,
                prefix,
                Expression.Constant(StringComparison.Ordinal))
            : null;
}
