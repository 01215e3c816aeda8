using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ c.Orders.Any(o => o.Total > 5) } => { orders: { $elemMatch: { total: { $gt: 5 } } } }</c>,
/// <c>{ c.Tags.Any(e => e == "x") } => { tags: "x" }</c>, <c>{ c.Orders.All(p) } => { !c.Orders.Any(!p) }</c>
/// </summary>
internal sealed class AnyReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: "Any" or "All" } call || !Lists.IsLinq(call.Method)
            || Field.TryRead(call.Arguments[0], scope) is not { ElementType: { } elementType } list)
        {
            return null;
        }

        if (call.Arguments.Count == 1)
        {
            return SizeReader.IsNotEmpty(list);
        }

        if (Lists.Lambda(call.Arguments[1]) is not { } lambda)
        {
            return scope.Refuse(call, "a filter needs the predicate written out");
        }

        var inner = scope.Within(lambda.Parameters[0]);
        if (inner.Read(lambda.Body) is not { } body)
        {
            return null;
        }

        var isAll = call.Method.Name == "All";
        body = isAll ? FilterAlgebra.Not(body) : body;
        var some = FilterAlgebra.IsFalse(body)
            ? body
            : IsObject(elementType) ? OfObjects(list, body, scope, call) : OfValues(list, body, inner, call);
        return some is null || !isAll ? some : FilterAlgebra.Not(some);
    }

    private static bool IsObject(Type elementType) =>
        new Field(string.Empty, Field.NonNull(elementType), elementType) is { IsScalar: false, ElementType: null };

    /// <summary>
    /// Whether an element is null is asked of it as a value: <c>{ Any(o => o == null || p) } => { Any(o => o == null) || Any(p) }</c>
    /// </summary>
    private static FilterNode? OfObjects(Field list, FilterNode body, ReadScope scope, Expression call)
    {
        if (body is FieldFilter { Field.Length: 0 } itself)
        {
            return FilterAlgebra.Where(list.Path, ElemMatch.Of(itself.Conditions));
        }

        ImmutableArray<FilterNode> parts = body is Or or ? or.Parts : [body];
        if (parts.Length > 1 && parts.Any(IsOfItself))
        {
            return parts.Select(part => OfObjects(list, part, scope, call)).ToList() is var ways && ways.Contains(null)
                ? null
                : FilterAlgebra.Or(ways!, scope);
        }

        return body is Conjunction conjunction && conjunction.Parts.Any(IsOfItself)
            ? scope.Refuse(call, "a filter on documents in a list can't ask whether one is null")
            : FilterAlgebra.Where(list.Path, ElemMatch.Of(body));
    }

    private static bool IsOfItself(FilterNode node) => node is FieldFilter { Field.Length: 0 };

    /// <summary>A single condition that null does not satisfy says the same of the list: some element satisfies it.</summary>
    private static FilterNode? OfValues(Field list, FilterNode body, ReadScope scope, Expression call)
    {
        if (FilterAlgebra.IsTrue(body))
        {
            return SizeReader.IsNotEmpty(list);
        }

        if (ElementConditions.Of(body, scope) is not { } conditions)
        {
            return scope.Refuse(call, "a filter on a list's values takes conditions that hold together, not alternatives");
        }

        return conditions is [ValueCondition { Operand.IsNull: false } or Regex or Mod or In { HasNull: false }]
            ? FilterAlgebra.Where(list.Path, conditions)
            : FilterAlgebra.Where(list.Path, ElemMatch.Of(conditions));
    }
}
