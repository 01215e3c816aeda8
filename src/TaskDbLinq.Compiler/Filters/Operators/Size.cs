using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>An array of so many elements: <c>{ f: { $size: 2 } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/size/"/>
internal sealed class Size(QueryPath path, long count) : Condition(path), IConditionOperator
{
    public static string Name => "$size";

    public override string Operator => Name;

    public override DocumentValue Operand => DocumentInt.Narrowest(count);

    public static JsonNode? Describe(IDescribedField field) => field.HoldsList
        ? new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = int.MaxValue }
        : null;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        return value is DocumentNumber number && number.ToInt64() is >= 0 and var count
            ? new Size(source.Path, count)
            : source.Fail("$size takes a whole number, zero or more");
    }

    public override bool Holds(DocumentValue root, FieldPath field) => PathWalk.Any(root, field, this, expandLeaf: false);

    /// <summary>The size; one that no array has where the filter's is larger than any.</summary>
    public int Count => (int)Math.Min(count, int.MaxValue);

    public override bool? HoldsForNull => false;

    public override bool Accepts(DocumentValue value) => value is DocumentArray array && array.Count == count;
}
