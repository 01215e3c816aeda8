using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ t.Completed.HasValue } => { completed: { $ne: null } }</c>, <c>{ t.Header["a"].IsNull } => { header.a: null, … }</c>
/// </summary>
internal sealed class NullMemberReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) => expression switch
    {
        MemberExpression { Member.Name: nameof(Nullable<int>.HasValue), Expression: { } owner }
            when Nullable.GetUnderlyingType(owner.Type) is not null
            && Field.TryRead(owner, scope) is { } field =>
            FieldTests.Compare(field, ExpressionType.NotEqual, null, expression, scope),
        MemberExpression { Member.Name: nameof(DocumentValue.IsNull), Expression: { } owner }
            when typeof(DocumentValue).IsAssignableFrom(owner.Type)
            && Field.TryRead(owner, scope) is { } field =>
            FieldTests.Compare(field, ExpressionType.Equal, null, expression, scope),
        _ => null,
    };
}
