using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>A condition that holds exactly where another one does not.</summary>
internal abstract class Complement(QueryPath path, Condition positive) : Condition(path)
{
    public Condition Positive { get; } = positive;

    public sealed override DocumentValue Operand => Positive.Operand;

    public sealed override DocumentValue Written => Positive.Written;

    public sealed override bool Holds(DocumentValue root, FieldPath field) => !Positive.Holds(root, field);

    public sealed override bool? HoldsForNull => !Positive.HoldsForNull;

    public sealed override bool Accepts(DocumentValue value) => !Positive.Accepts(value);

    public sealed override void CollectInto(List<Condition> conditions)
    {
        conditions.Add(this);
        Positive.CollectInto(conditions);
    }

    public sealed override void WriteShape(StringBuilder shape)
    {
        shape.Append(Operator);
        Positive.WriteShape(shape);
    }
}
