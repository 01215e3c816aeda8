using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// A number that leaves the remainder when divided: <c>{ f: { $mod: [divisor, remainder] } }</c>. Fractions are cut off
/// toward zero on both sides, and the remainder has the sign of the dividend.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/mod/"/>
internal sealed class Mod(QueryPath path, DocumentValue operand, long divisor, long remainder) : Condition(path), IConditionOperator
{
    public static string Name => "$mod";

    public override string Operator => Name;

    public override DocumentValue Operand { get; } = operand;

    public static JsonNode? Describe(IDescribedField field) => field.HoldsWholeNumbers
        ? new JsonObject
        {
            ["type"] = "array",
            ["prefixItems"] = new JsonArray(
                new JsonObject { ["type"] = "integer", ["not"] = new JsonObject { ["const"] = 0 } }, OperandSchema.OfTypes("integer")),
            ["minItems"] = 2,
            ["maxItems"] = 2,
        }
        : null;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        if (value is not DocumentArray { Count: 2 } pair || pair[0] is not DocumentNumber first || pair[1] is not DocumentNumber second)
        {
            return source.Fail("$mod takes two numbers, a divisor and a remainder");
        }

        if (first.Truncate() is not { } divisor || second.Truncate() is not { } remainder)
        {
            return source.Fail("$mod takes numbers that fit in 64 bits");
        }

        return divisor == 0
            ? source.Fail("$mod can't divide by zero")
            : new Mod(source.Path, DocumentArray.Of(divisor, remainder), divisor, remainder);
    }

    public long Divisor => divisor;

    public long Remainder => remainder;

    public override bool? HoldsForNull => false;

    public override bool Accepts(DocumentValue value) =>
        value is DocumentNumber number && number.Truncate() is { } dividend && Leaves(dividend);

    /// <summary>Dividing the smallest number by minus one overflows; nothing is left of it all the same.</summary>
    private bool Leaves(long dividend) => (divisor == -1 ? 0 : dividend % divisor) == remainder;
}
