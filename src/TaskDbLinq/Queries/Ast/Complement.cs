using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;

namespace TaskDbLinq.Queries.Ast;

/// <summary>A condition that holds exactly where another one does not.</summary>
internal abstract class Complement(QueryPath path, Condition positive) : Condition(path)
{
    public Condition Positive { get; } = positive;

    public sealed override DocumentValue Operand => Positive.Operand;

    public sealed override bool Holds(DocumentValue root, FieldPath field) => !Positive.Holds(root, field);

    public sealed override bool Accepts(DocumentValue value) => !Positive.Accepts(value);

    /// <summary><c>{ $ne: v } => !{ $eq: v }</c></summary>
    public sealed override Expression Build(FieldTarget target, PredicateBuilder builder) =>
        PredicateBuilder.Not(Positive.Build(target, builder));

    public sealed override void WriteShape(StringBuilder shape)
    {
        shape.Append(Operator);
        Positive.WriteShape(shape);
    }
}
