using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// Whether the field is there at all, be it null. A typed column is never missing, so there null counts as missing.
/// The operand is anything truthy or falsy: false, null and zero are falsy.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/exists/"/>
internal sealed class Exists(QueryPath path, bool wanted) : Condition(path), IConditionOperator
{
    public static string Name => "$exists";

    public override string Operator => Name;

    public override DocumentValue Operand => wanted;

    public static JsonNode? Describe(IDescribedField field) => OperandSchema.OfTypes("boolean");

    public static Condition? Parse(OperandSource source) => source.Value() is { } value
        ? new Exists(source.Path, value switch
        {
            DocumentBoolean flag => flag.Value,
            DocumentNumber number => number.ToDouble() != 0,
            _ => !value.IsNull,
        })
        : null;

    /// <summary><c>$exists: false</c> is the complement of <c>$exists: true</c>: no value that the path leads to is there.</summary>
    public override bool Holds(DocumentValue root, FieldPath field) =>
        PathWalk.Any(root, field, new Exists(Path, wanted: true), expandLeaf: false) == wanted;

    /// <summary>Whether the field has to be there.</summary>
    public bool Wanted => wanted;

    public override bool? HoldsForNull => !wanted;

    public override ColumnQuestion? OnColumn => new(wanted ? ColumnTestKind.NotNull : ColumnTestKind.Null, this);

    public override ConditionShape Shape => new ExistenceShape(Key, wanted);

    public override bool Accepts(DocumentValue value) => (value.Kind != DocumentKind.Missing) == wanted;

    public override void WriteShape(StringBuilder shape) => shape.Append(Name).Append(wanted ? '1' : '0');
}
