using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.Header.ContainsKey("a") } => { header.a: { $exists: true } }</c></summary>
internal sealed class ContainsKeyReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression is MethodCallExpression { Method.Name: nameof(Document.ContainsKey), Object: { } dict, Arguments: [var argument] }
            && dict.Type == typeof(Document) && Field.TryRead(dict, scope) is { Steps.IsEmpty: true } field
            && ClosedValues.TryGet(argument, out var key) && key is string name && DictStep.IsName(name)
            ? FilterAlgebra.Where($"{field.Path}.{name}", new Exists(QueryPath.Root, wanted: true))
            : null;
}
