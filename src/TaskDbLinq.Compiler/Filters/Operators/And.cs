using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>All of the filters: <c>{ $and: [{ … }, { … }] }</c> is what one document with all the fields says, where it can.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/and/"/>
internal sealed class And : IFilterOperator
{
    public static string Name => "$and";

    public static JsonObject Describe(JsonNode filter) => OperandSchema.Filters(filter);

    /// <summary><c>{ $and: [a, b] } => { a, b }</c></summary>
    public static FilterNode? Parse(OperandSource source) =>
        source.Filters() is { IsDefault: false } filters ? Conjunction.Of(source.Path, filters) : null;
}
