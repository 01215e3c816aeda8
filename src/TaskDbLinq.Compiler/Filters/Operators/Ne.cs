using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Not equal to the operand: the exact complement of <c>$eq</c>, so that null and missing match too.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/ne/"/>
internal sealed class Ne(QueryPath path, Condition equality) : Complement(path, equality), IConditionOperator
{
    public static string Name => "$ne";

    public override string Operator => Name;

    public static JsonNode? Describe(IDescribedField field) => field.Value();

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        return value is DocumentRegex
            ? source.Fail("$ne takes no pattern; write { $not: /\u2026/ }")
            : new Ne(source.Path, new Eq(source.Path, value));
    }
}
