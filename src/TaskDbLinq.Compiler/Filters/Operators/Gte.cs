using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Greater than or equal to the operand, within its type class; <c>null</c> is equal to null and missing.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/gte/"/>
internal sealed class Gte(QueryPath path, DocumentValue operand) : ValueCondition(path, operand), IConditionOperator
{
    public static string Name => "$gte";

    public override string Operator => Name;

    public override Comparison Comparison => Comparison.GreaterOrEqual;

    public static JsonNode? Describe(IDescribedField field) => field.Ordered();

    public static Condition? Parse(OperandSource source) =>
        source.Ordered() is { } value ? new Gte(source.Path, value) : null;
}
