using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Filters.Operators;

/// <summary>None of a list: the exact complement of <c>$in</c>, so that <c>$nin: []</c> matches everything.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/nin/"/>
internal sealed class Nin(QueryPath path, In membership) : Complement(path, membership), IConditionOperator
{
    public static string Name => "$nin";

    public override string Operator => Name;

    public static JsonNode? Describe(IDescribedField field) =>
        field.HoldsValues ? OperandSchema.List(field.Value()!, field.Limits) : null;

    public static Condition? Parse(OperandSource source) =>
        In.ParseList(source) is { } membership ? new Nin(source.Path, membership) : null;
}
