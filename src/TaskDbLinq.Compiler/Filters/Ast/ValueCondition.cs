using System.Linq.Expressions;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>A condition that compares with one value.</summary>
internal abstract class ValueCondition(QueryPath path, DocumentValue operand) : Condition(path)
{
    public sealed override DocumentValue Operand { get; } = operand;

    public sealed override DocumentValue Written => ExtendedJson.Literally(Operand);

    /// <summary>The comparison that is made, of the field's value with the operand.</summary>
    public abstract Comparison Comparison { get; }

    /// <summary>Null compares with null and missing only, and never as less or greater.</summary>
    public bool MatchesNull => Operand.IsNull && Comparison is Comparison.Equal or Comparison.LessOrEqual or Comparison.GreaterOrEqual;

    public sealed override bool? HoldsForNull => !Operand.IsNull ? false : Comparison == Comparison.Equal ? true : null;

    public sealed override ColumnQuestion? OnColumn => !Operand.IsNull ? new(ColumnTestKind.Comparison, this)
        : MatchesNull ? new(ColumnTestKind.Null, this)
        : null;

    public sealed override ConditionShape Shape => new ComparisonShape(Key, Comparison, OperandKinds.Of(Operand));

    public sealed override bool Accepts(DocumentValue value)
    {
        if (Comparison == Comparison.Equal)
        {
            return value.Equals(Operand);
        }

        return value.TryCompare(Operand, out var order) && Comparison switch
        {
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
