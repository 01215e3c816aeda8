using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ c.Tags.Contains("x") } => { tags: "x" }</c></summary>
internal sealed class ListContainsReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: "Contains" } call || ListCall.TryRead(call) is not { } contains
            || !ClosedValues.TryGet(contains.Item, out var item)
            || Field.TryRead(contains.List, scope) is not { ElementType: { } type } list)
        {
            return null;
        }

        if (!contains.IsByEquality)
        {
            return scope.Refuse(call, "a comparer has no form in a filter");
        }

        var element = new Field(string.Empty, Field.NonNull(type), Field.NonNull(type));
        if (!element.IsScalar)
        {
            return scope.Refuse(call, "a filter compares objects by their fields; use Any");
        }

        return item is null
            ? FilterAlgebra.Where(list.Path, ElemMatch.Of([new Eq(QueryPath.Root, DocumentValue.Null)]))
            : Operands.For(element, item, call, scope) is { } operand
                ? FilterAlgebra.Where(list.Path, new Eq(QueryPath.Root, operand))
                : null;
    }
}
