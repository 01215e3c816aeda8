using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>An array of so many elements: <c>{ f: { $size: 2 } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/size/"/>
internal sealed class Size(QueryPath path, int count) : Condition(path), IConditionOperator
{
    public static string Name => "$size";

    public override string Operator => Name;

    public override DocumentValue Operand => count;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        return value is DocumentNumber number && number.ToInt64() is >= 0 and <= int.MaxValue and var count
            ? source.Node(new Size(source.Path, (int)count))
            : source.Fail("$size takes a whole number, zero or more");
    }

    public override bool Holds(DocumentValue root, FieldPath field) => PathWalk.Any(root, field, this, expandLeaf: false);

    public override bool Accepts(DocumentValue value) => value is DocumentArray array && array.Count == count;

    public override Expression Build(FieldTarget target, PredicateBuilder builder)
    {
        switch (target)
        {
            case DocumentTarget document:
                return document.Satisfies(this, builder);
            case ListTarget { IsLeaf: true } list:
                return list.HasSize(builder.Capture<int, Size>(this, Read));
            default:
                builder.Fail(Path, $"the field holds {target.Description}, which has no size");
                return PredicateBuilder.True;
        }
    }

    private static bool Read(Size condition, out int value, out string reason)
    {
        (value, reason) = ((int)((DocumentNumber)condition.Operand).ToInt64()!.Value, string.Empty);
        return true;
    }
}
