using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>Some of the filters: <c>{ $or: [{ … }, { … }] }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/or/"/>
internal sealed class Or(QueryPath path, ImmutableArray<FilterNode> parts) : FilterList(path, parts), IFilterOperator
{
    public static string Name => "$or";

    protected override string Operator => Name;

    public static FilterNode? Parse(OperandSource source) =>
        source.Filters() is { IsDefault: false } filters ? new Or(source.Path, filters) : null;

    public override bool Matches(DocumentValue document) => MatchesAny(document);

    public override Expression Build(PredicateBuilder builder, RecordScope record) =>
        PredicateBuilder.Any(Parts.Select(part => part.Build(builder, record)));
}
