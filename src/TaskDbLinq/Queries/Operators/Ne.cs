using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>Not equal to the operand: the exact complement of <c>$eq</c>, so that null and missing match too.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/ne/"/>
internal sealed class Ne(QueryPath path, Condition equality) : Complement(path, equality), IConditionOperator
{
    public static string Name => "$ne";

    public override string Operator => Name;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        return value is DocumentRegex
            ? source.Fail("$ne takes no pattern; write { $not: /\u2026/ }")
            : source.Node(new Ne(source.Path, source.Node(new Eq(source.Path, value))));
    }
}
