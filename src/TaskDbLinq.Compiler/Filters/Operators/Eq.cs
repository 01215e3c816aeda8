using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Equal to the operand; <c>null</c> matches null and missing. <c>{ f: v }</c> means <c>{ f: { $eq: v } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/eq/"/>
internal sealed class Eq(QueryPath path, DocumentValue operand) : ValueCondition(path, operand), IConditionOperator
{
    public static string Name => "$eq";

    public override string Operator => Name;

    public override Comparison Comparison => Comparison.Equal;

    /// <summary>Not where v would be read as operators or as a pattern.</summary>
    public override DocumentValue? Shorthand => Operand switch
    {
        Document { Count: > 0 } document when document.Names[0].StartsWith('$') => null,
        DocumentRegex => null,
        _ => Operand,
    };

    public static JsonNode? Describe(IDescribedField field) => field.Value();

    public static Condition? Parse(OperandSource source) =>
        source.Value() is { } value ? new Eq(source.Path, value) : null;
}
