using System.Text.Json.Nodes;

namespace TaskDbLinq.Filters.Operators;

/// <summary>The parts that JSON Schemas of operands are made of.</summary>
internal static class OperandSchema
{
    /// <summary><c>("string", "null") => { "type": ["string", "null"] }</c></summary>
    public static JsonObject OfTypes(params string[] types) =>
        new() { ["type"] = types is [var one] ? one : new JsonArray([.. types.Select(type => (JsonNode)type)]) };

    /// <summary>One of some strings.</summary>
    public static JsonObject OneOf(IEnumerable<string> names) =>
        new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    /// <summary>A string that matches a pattern.</summary>
    public static JsonObject Matching(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A pattern, of a length that is allowed.</summary>
    public static JsonObject Pattern(FilterLimits limits) => new() { ["type"] = "string", ["maxLength"] = limits.PatternLength };

    /// <summary>A list of values, of a length that is allowed.</summary>
    public static JsonObject List(JsonNode value, FilterLimits limits) =>
        new() { ["type"] = "array", ["items"] = value, ["maxItems"] = limits.ListLength };

    /// <summary>At least one filter.</summary>
    public static JsonObject Filters(JsonNode filter) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = filter };
}
