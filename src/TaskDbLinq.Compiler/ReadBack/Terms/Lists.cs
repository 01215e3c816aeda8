using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>How C# writes lists in expressions.</summary>
internal static class Lists
{
    public static bool IsLinq(MethodInfo method) => method.DeclaringType == typeof(Enumerable) || method.DeclaringType == typeof(Queryable);

    /// <summary>The list under the span that C# 14 makes of an array: <c>{ (ReadOnlySpan&lt;T>)list } => list</c>.</summary>
    public static Expression WithoutSpan(Expression list) => list switch
    {
        MethodCallExpression { Method.Name: "op_Implicit" or "AsSpan", Arguments: [var inner] } call
            when call.Type.IsByRefLike => WithoutSpan(inner),
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var inner } convert
            when convert.Type.IsByRefLike || inner.Type.IsByRefLike =>
            WithoutSpan(inner),
        _ => list,
    };

    /// <summary>The lambda of <c>Any</c> and the like; queryables have it quoted.</summary>
    public static LambdaExpression? Lambda(Expression argument) => argument switch
    {
        UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression quoted } => quoted,
        _ => argument as LambdaExpression,
    };

    /// <summary>Whether the collection finds by its type's own equality, and strings by their characters.</summary>
    public static bool FindsByEquality(object list)
    {
        list = OfKeys(list);
        var type = list.GetType();
        var comparer = (type.GetProperty("Comparer") ?? type.GetProperty("KeyComparer"))?.GetValue(list);
        return comparer is null or StringComparer && (comparer is null || ReferenceEquals(comparer, StringComparer.Ordinal))
            || IsDefault(comparer!);
    }

    /// <summary>The keys of a dictionary find by the dictionary's comparer, and only the dictionary tells it.</summary>
    private static object OfKeys(object list) =>
        list.GetType().DeclaringType is { } owner && typeof(IDictionary).IsAssignableFrom(owner)
            ? list.GetType().GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
                .Select(field => field.GetValue(list)).OfType<IDictionary>().FirstOrDefault()
                ?? list
            : list;

    /// <summary>A sorted set of strings finds by culture, unless told otherwise.</summary>
    private static bool IsDefault(object comparer)
    {
        var type = comparer.GetType();
        var element = type.GetInterfaces()
            .Where(contract => contract.IsGenericType).Select(contract => contract.GetGenericArguments()[0]).FirstOrDefault();
        if (element is null)
        {
            return false;
        }

        var equality = typeof(EqualityComparer<>).MakeGenericType(element).GetProperty("Default")!.GetValue(null);
        var order = typeof(Comparer<>).MakeGenericType(element).GetProperty("Default")!.GetValue(null);
        return comparer.Equals(equality) || (element != typeof(string) && comparer.Equals(order));
    }

    public static IEnumerable<object?> Items(object list) => ((IEnumerable)list).Cast<object?>();
}
