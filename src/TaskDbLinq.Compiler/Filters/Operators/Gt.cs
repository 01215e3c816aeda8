using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Greater than the operand, within its type class: <c>{ f: { $gt: 1 } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/gt/"/>
internal sealed class Gt(QueryPath path, DocumentValue operand) : ValueCondition(path, operand), IConditionOperator
{
    public static string Name => "$gt";

    /// <summary>IPython's documentation writes <c>$ge</c> and means greater.</summary>
    public static IEnumerable<string> Aliases => ["$ge"];

    public override string Operator => Name;

    public override Comparison Comparison => Comparison.Greater;

    public static JsonNode? Describe(IDescribedField field) => field.Ordered();

    public static Condition? Parse(OperandSource source) =>
        source.Ordered() is { } value ? new Gt(source.Path, value) : null;
}
