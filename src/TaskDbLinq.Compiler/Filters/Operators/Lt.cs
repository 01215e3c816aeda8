using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Less than the operand, within its type class: <c>{ f: { $lt: 1 } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/lt/"/>
internal sealed class Lt(QueryPath path, DocumentValue operand) : ValueCondition(path, operand), IConditionOperator
{
    public static string Name => "$lt";

    /// <summary>IPython's documentation writes <c>$le</c> and means less.</summary>
    public static IEnumerable<string> Aliases => ["$le"];

    public override string Operator => Name;

    public override Comparison Comparison => Comparison.Less;

    public static JsonNode? Describe(IDescribedField field) => field.Ordered();

    public static Condition? Parse(OperandSource source) =>
        source.Ordered() is { } value ? new Lt(source.Path, value) : null;
}
