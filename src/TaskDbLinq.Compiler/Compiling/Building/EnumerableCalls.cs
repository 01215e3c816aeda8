using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.Compiling.Building;

/// <summary>Calls of <see cref="Enumerable.Contains{T}(IEnumerable{T}, T)"/> in an expression tree.</summary>
internal static class EnumerableCalls
{
    private static readonly MethodInfo Item = Overload(parameters: 2);
    private static readonly MethodInfo ItemByComparer = Overload(parameters: 3);
    private static readonly ConcurrentDictionary<Type, MethodInfo> Items = new();

    /// <summary>
    /// <c>list.Contains(item)</c>, for elements of a type. The cache only remembers what reflection says, which never changes.
    /// </summary>
    public static MethodCallExpression Contains(Type element, Expression list, Expression item) =>
        Expression.Call(Items.GetOrAdd(element, static element => Item.MakeGenericMethod(element)), list, item);

    /// <summary><c>list.Contains(item, comparer)</c>, for elements of a type.</summary>
    public static MethodCallExpression Contains(Type element, Expression list, Expression item, Expression comparer) =>
        Expression.Call(ItemByComparer.MakeGenericMethod(element), list, item, comparer);

    private static MethodInfo Overload(int parameters) => typeof(Enumerable).GetMethods()
        .Single(method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == parameters);
}
