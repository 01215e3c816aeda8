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

    /// <summary><c>!(f == null) => f != null</c>, <c>!(f == v) => f &lt;> v || f == null</c></summary>
    public sealed override ColumnQuestion? OnColumn => Positive.OnColumn switch
    {
        { Kind: ColumnTestKind.Null } question => question with { Kind = ColumnTestKind.NotNull },
        { Kind: ColumnTestKind.Comparison, Condition: ValueCondition { Comparison: Comparison.Equal } } question =>
            question with { Kind = ColumnTestKind.Difference },
        _ => null,
    };

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
