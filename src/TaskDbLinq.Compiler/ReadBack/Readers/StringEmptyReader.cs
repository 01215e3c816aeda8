using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ string.IsNullOrEmpty(t.S) } => { s: { $in: [null, ""] } }</c></summary>
internal sealed class StringEmptyReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: nameof(string.IsNullOrEmpty), Arguments: [var argument] } call
            || call.Method.DeclaringType != typeof(string) || Field.TryRead(argument, scope) is not { } field)
        {
            return null;
        }

        return !field.IsDict
            ? FilterAlgebra.Where(field.Path, ConditionMerge.Membership([DocumentValue.Null, string.Empty]))
            : FieldTests.Compare(field, ExpressionType.Equal, null, call, scope) is { } isNull
                && FieldTests.Compare(field, ExpressionType.Equal, string.Empty, call, scope) is { } isEmpty
                ? FilterAlgebra.Or([isNull, isEmpty], scope)
                : null;
    }
}
