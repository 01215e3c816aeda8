using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>A comment, which changes nothing: <c>{ $comment: "why", … }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/comment/"/>
internal sealed class Comment : IFilterOperator
{
    public static string Name => "$comment";

    public static JsonObject Describe(JsonNode filter) => OperandSchema.OfTypes("string");

    public static FilterNode? Parse(OperandSource source) => null;
}
