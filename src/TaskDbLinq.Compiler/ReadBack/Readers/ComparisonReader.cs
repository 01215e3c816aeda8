using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.Started >= x } => { started: { $gte: x } }</c>, also with the sides changed.</summary>
internal sealed class ComparisonReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        Comparing.TryRead(expression) is { } comparing && Field.TryRead(comparing.Subject, scope) is { } field
            ? FieldTests.Compare(field, comparing.Sign, comparing.Value, expression, scope)
            : null;
}
