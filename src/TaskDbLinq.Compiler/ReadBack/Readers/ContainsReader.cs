using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ ids.Contains(t.EngineUuid) } => { engine_uuid: { $in: ids } }</c>, for every kind of list.</summary>
internal sealed class ContainsReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: "Contains" } call || ListCall.TryRead(call) is not { } contains
            || !ClosedValues.TryGet(contains.List, out var list) || Field.TryRead(contains.Item, scope) is not { } field)
        {
            return null;
        }

        return list is null ? scope.Refuse(contains.List, "the list is null")
            : !contains.IsByEquality || !Lists.FindsByEquality(list)
                ? scope.Refuse(call, "the list finds by a comparer of its own, which a filter can't")
            : In(field, Lists.Items(list), call, scope);
    }

    /// <summary>Null among the items is found where the field is null, as C# finds it.</summary>
    private static FilterNode? In(Field field, IEnumerable<object?> items, Expression part, ReadScope scope)
    {
        var operands = new List<DocumentValue>();
        var hasNull = false;
        foreach (var item in items)
        {
            if (item is null or DocumentValue { IsNull: true })
            {
                hasNull = true;
            }
            else if (Operands.For(field, item, part, scope) is not { } operand)
            {
                return null;
            }
            else if (operand is DocumentArray)
            {
                return scope.Refuse(part, "a list of arrays has no form in a filter");
            }
            else
            {
                operands.Add(operand);
            }
        }

        var among = FieldTests.Where(field, ConditionMerge.Membership(operands));
        return !hasNull ? among
            : field.IsDict
                ? FieldTests.Compare(field, ExpressionType.Equal, null, part, scope) is { } isNull
                    ? FilterAlgebra.Or([isNull, among], scope)
                    : null
            : FilterAlgebra.Where(field.Path, ConditionMerge.Membership([DocumentValue.Null, .. operands]));
    }
}
