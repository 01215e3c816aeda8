using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;

namespace TaskDbLinq.Queries.Ast;

/// <summary>A condition that compares with one value.</summary>
internal abstract class ValueCondition(QueryPath path, DocumentValue operand) : Condition(path)
{
    public sealed override DocumentValue Operand { get; } = operand;

    /// <summary>The comparison that is made, of the field's value with the operand.</summary>
    public abstract Comparison Comparison { get; }

    /// <summary>Null compares with null and missing only, and never as less or greater.</summary>
    protected bool MatchesNull => Operand.IsNull && Comparison is Comparison.Equal or Comparison.LessOrEqual or Comparison.GreaterOrEqual;

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

    public override Expression Build(FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return Operand.IsNull && document.Rest.Length == 0
                ? MatchesNull ? document.IsNull() : PredicateBuilder.False
                : document.Satisfies(this, builder);
        }

        if (Operand.IsNull)
        {
            return MatchesNull ? target.IsNull() : PredicateBuilder.False;
        }

        if (target is ListTarget { IsLeaf: true } && Operand is DocumentArray)
        {
            builder.Fail(Path, "a typed list is not compared as a whole: use $size, $all or $elemMatch");
            return PredicateBuilder.True;
        }

        var test = target.Some(scalar => scalar.Type.Compare(scalar.Value, this, builder));
        if (test is null)
        {
            builder.Fail(Path, $"the field holds {target.Description}: it can be null or not, nothing more");
        }

        return test ?? PredicateBuilder.True;
    }
}
