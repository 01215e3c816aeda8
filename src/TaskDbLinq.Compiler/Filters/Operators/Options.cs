using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>The options of the <c>$regex</c> beside it.</summary>
internal sealed class Options : IConditionOperator
{
    public static string Name => "$options";

    public static string? Companion => Regex.Name;

    public static JsonNode? Describe(IDescribedField field) => field.HoldsText ? OperandSchema.Matching("^[imsx]*$") : null;

    public static Condition? Parse(OperandSource source) =>
        source.Siblings.ContainsKey(Regex.Name) ? null : source.Fail("$options needs a $regex beside it");
}
