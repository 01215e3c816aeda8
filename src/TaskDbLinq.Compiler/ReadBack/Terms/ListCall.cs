using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>A call that looks an item up in a list: of a collection, of LINQ, or of spans, which C# 14 prefers for arrays.</summary>
internal readonly record struct ListCall(Expression List, Expression Item, bool IsByEquality)
{
    public static ListCall? TryRead(MethodCallExpression call) => call switch
    {
        { Object: { } list, Arguments: [var item] } when list.Type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(list.Type) =>
            new(list, item, true),
        { Object: null, Arguments: [var list, var item] } when IsKnown(call) => new(Lists.WithoutSpan(list), item, true),
        { Object: null, Arguments: [var list, var item, var comparer] } when IsKnown(call) =>
            new(Lists.WithoutSpan(list), item, ClosedValues.TryGet(comparer, out var value) && value is null),
        _ => null,
    };

    private static bool IsKnown(MethodCallExpression call) =>
        Lists.IsLinq(call.Method) || call.Method.DeclaringType == typeof(MemoryExtensions);
}
