using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>The exact complement of other conditions together: <c>{ f: { $not: { $gt: 1, $lt: 5 } } }</c>, or of a pattern.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/not/"/>
internal sealed class Not(QueryPath path, ImmutableArray<Condition> conditions, DocumentValue operand) : Condition(path), IConditionOperator
{
    public static string Name => "$not";

    public override string Operator => Name;

    public override DocumentValue Operand { get; } = operand;

    public ImmutableArray<Condition> Conditions { get; } = conditions;

    public static JsonNode? Describe(IDescribedField field) => field.Conditions();

    public static Condition? Parse(OperandSource source)
    {
        if (source.Raw is Document { Count: 0 })
        {
            return source.Fail("$not takes at least one operator");
        }

        var conditions = source.Conditions("$not takes a document of operators, or a pattern");
        return conditions.IsDefaultOrEmpty ? null : Of(source.Path, conditions);
    }

    public static Not Of(QueryPath path, ImmutableArray<Condition> conditions) => new(path, conditions, RenderOperators(conditions));

    public override bool Holds(DocumentValue root, FieldPath field)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Holds(root, field))
            {
                return true;
            }
        }

        return false;
    }

    public override bool Accepts(DocumentValue value) => !Conditions.All(condition => condition.Accepts(value));

    public override bool? HoldsForNull => Conditions.Any(condition => condition.HoldsForNull == false) ? true : null;

    public override void CollectInto(List<Condition> conditions)
    {
        conditions.Add(this);
        CollectInto(conditions, Conditions);
    }

    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name);
        WriteShape(shape, Conditions);
    }
}
