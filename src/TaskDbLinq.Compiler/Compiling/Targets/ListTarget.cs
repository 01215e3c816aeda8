using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling.Targets;

/// <summary>A collection property, or a path through one: a condition holds if some element satisfies it.</summary>
/// <param name="guard">What must hold for the list to be reached; null when it always is.</param>
/// <param name="list">The collection.</param>
/// <param name="element">The parameter that stands for an element.</param>
/// <param name="inner">What the rest of the path leads to within an element; the element itself at the path's end.</param>
/// <param name="isLeaf">Whether the path ends at the list.</param>
/// <param name="isElement">Whether the list is itself an element of a list: a condition looks into the outer one only.</param>
internal sealed class ListTarget(
    Expression? guard, Expression list, ParameterExpression element, FieldTarget inner, bool isLeaf, bool isElement) : FieldTarget
{
    private static readonly MethodInfo AnyWhere = Method(nameof(Enumerable.Any), 2);
    private static readonly MethodInfo CountAll = Method(nameof(Enumerable.Count), 1);

    public override string Description => $"a list of {Inner.Description}";

    /// <summary>Whether the path ends at the list, so that the list itself can be tested.</summary>
    public bool IsLeaf { get; } = isLeaf;

    public ParameterExpression Element { get; } = element;

    public FieldTarget Inner { get; } = inner;

    /// <summary>
    /// Whether the list is itself an element of a list. Only <c>$elemMatch</c> and <c>$size</c> look into it, as in MongoDB.
    /// </summary>
    public bool IsElement { get; } = isElement;

    public override Expression? Some(Func<ScalarTarget, Expression> test) =>
        IsElement ? PredicateBuilder.False
        : Inner.Some(test) is { } body ? AnyElement(body)
        : null;

    /// <summary>A missing list, or an element that leads to null; an empty list leads to nothing and does not match.</summary>
    public override Expression IsNull()
    {
        var missing = PredicateBuilder.Not(Reached);
        return !IsElement ? PredicateBuilder.Any([missing, AnyElement(Inner.IsNull())])
            : IsLeaf ? missing
            : PredicateBuilder.False;
    }

    public override Expression Exists() =>
        IsLeaf ? Reached
        : IsElement ? PredicateBuilder.False
        : AnyElement(Inner.Exists());

    /// <summary><c>{ body } => list != null &amp;&amp; list.Any(e => body)</c></summary>
    public Expression AnyElement(Expression body) => body is ConstantExpression { Value: false }
        ? body
        : PredicateBuilder.All(
            [Reached, Expression.Call(AnyWhere.MakeGenericMethod(Element.Type), list, Expression.Lambda(body, Element))]);

    /// <summary><c>{ size } => list != null &amp;&amp; list.Count() == size</c></summary>
    public Expression HasSize(Expression size) =>
        PredicateBuilder.All([Reached, Expression.Equal(Expression.Call(CountAll.MakeGenericMethod(Element.Type), list), size)]);

    private Expression Reached => Guards.Extend(guard, list) ?? PredicateBuilder.True;

    private static MethodInfo Method(string name, int parameters) => typeof(Enumerable).GetMethods()
        .Single(method => method.Name == name && method.GetParameters().Length == parameters);
}
