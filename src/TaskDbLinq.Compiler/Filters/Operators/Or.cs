using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Some of the filters: <c>{ $or: [{ … }, { … }] }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/or/"/>
internal sealed class Or(QueryPath path, ImmutableArray<FilterNode> parts) : FilterList(path, parts), IFilterOperator
{
    public static string Name => "$or";

    protected override string Operator => Name;

    public static JsonObject Describe(JsonNode filter) => OperandSchema.Filters(filter);

    public static FilterNode? Parse(OperandSource source) =>
        source.Filters() is { IsDefault: false } filters ? new Or(source.Path, filters) : null;

    public override bool Matches(DocumentValue document) => MatchesAny(document);
}
