using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Building;

/// <summary>Null tests along a path of properties, so that the compiled predicate never meets a null reference.</summary>
internal static class Guards
{
    /// <summary><c>{ value } => value == null</c>; false for a type that can't be null.</summary>
    public static Expression IsNull(Expression value) =>
        value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
            ? PredicateBuilder.False
            : Expression.Equal(value, Expression.Constant(null, value.Type), liftToNull: false, EqualityOf(value.Type));

    /// <summary>The guard for going on from <paramref name="value"/>: <c>{ guard, a } => guard &amp;&amp; a != null</c>.</summary>
    public static Expression? Extend(Expression? guard, Expression value)
    {
        var own = PredicateBuilder.Not(IsNull(value));
        return own is ConstantExpression ? guard : guard is null ? own : Expression.AndAlso(guard, own);
    }

    /// <summary><c>{ guard, test } => guard &amp;&amp; test</c></summary>
    public static Expression And(Expression? guard, Expression test) =>
        guard is null ? test : PredicateBuilder.All([guard, test]);

    /// <summary><c>{ guard, isNull } => !guard || isNull</c>: a path that ends early leads to nothing, which null matches.</summary>
    public static Expression OrNull(Expression? guard, Expression isNull) =>
        guard is null ? isNull : PredicateBuilder.Any([PredicateBuilder.Not(guard), isNull]);

    /// <summary><c>{ guard, value } => guard ? value : null</c></summary>
    public static Expression OrNothing(Expression? guard, Expression value) =>
        guard is null ? value : Expression.Condition(guard, value, Expression.Constant(null, value.Type));

    /// <summary>Types whose own <c>==</c> decides what equals null: an absent dict field does, and an opaque value may.</summary>
    public static bool HasOwnNull(Type type) => typeof(DocumentValue).IsAssignableFrom(type) || OpaqueValueAttribute.Marks(type);

    /// <summary>C# finds an inherited <c>==</c> by itself; an expression tree must be told.</summary>
    private static MethodInfo? EqualityOf(Type type) => !HasOwnNull(type) ? null
        : (typeof(DocumentValue).IsAssignableFrom(type) ? typeof(DocumentValue) : type).GetMethod("op_Equality");
}
