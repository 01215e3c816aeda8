using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>None of the filters: <c>{ $nor: [{ … }, { … }] }</c>, the exact complement of <c>$or</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/nor/"/>
internal sealed class Nor(QueryPath path, ImmutableArray<FilterNode> parts) : FilterList(path, parts), IFilterOperator
{
    public static string Name => "$nor";

    protected override string Operator => Name;

    public static JsonObject Describe(JsonNode filter) => OperandSchema.Filters(filter);

    public static FilterNode? Parse(OperandSource source) =>
        source.Filters() is { IsDefault: false } filters ? new Nor(source.Path, filters) : null;

    public override bool Matches(DocumentValue document) => !MatchesAny(document);
}
