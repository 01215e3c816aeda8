using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Targets;

/// <summary>What a field path leads to in a record type: a scalar property, a list, a nested object or a dict field.</summary>
internal abstract class FieldTarget
{
    /// <summary>What the field holds, as an error message says it.</summary>
    public abstract string Description { get; }

    /// <summary>Some scalar that the path leads to passes the test. Null when the target holds no scalars.</summary>
    public virtual Expression? Some(Func<ScalarTarget, Expression> test) => null;

    /// <summary>The path leads to null, or to nothing.</summary>
    public abstract Expression IsNull();

    /// <summary>The path leads to something that is not null.</summary>
    public virtual Expression Exists() => PredicateBuilder.Not(IsNull());
}

/// <summary>A dict field, or a path into one: conditions on it run on its values as MongoDB's do.</summary>
/// <param name="document">The field.</param>
/// <param name="rest">The path inside it; empty for the field itself.</param>
/// <param name="isAnything">Whether the field may hold more than an object or null: an array, or a scalar.</param>
internal sealed class DocumentTarget(Expression document, FieldPath rest, bool isAnything = false) : FieldTarget
{
    public Expression Document { get; } = document;

    public FieldPath Rest { get; } = rest;

    /// <summary>Whether the type of what is tested is known only when it is read.</summary>
    public bool HasAnyType => isAnything || Rest.Length > 0;

    public override string Description => "a dict field";

    public override Expression IsNull() =>
        Rest.Length == 0
            ? Guards.IsNull(Document)
            : throw new InvalidOperationException("A path into a dict field is tested by its condition.");

    /// <summary><c>{ header.msg_type: { $eq: "x" } } => DictField.Satisfies(t.Header, "msg_type", "$eq=s", "x", condition)</c></summary>
    public Expression Satisfies(Condition condition, PredicateBuilder builder) => Expression.Call(
        DictField.SatisfiesMethod,
        Document,
        Expression.Constant(Rest),
        Expression.Constant(condition.Shape),
        condition.Shape is ComparisonShape { IsPlain: true } or MembershipShape { IsPlain: true }
            ? builder.Capture<DictOperand, Condition>(condition, OperandOf)
            : Expression.Constant(null, typeof(DictOperand)),
        builder.Capture<Condition, Condition>(condition, Itself));

    private static bool OperandOf(Condition condition, out DictOperand value, out string reason)
    {
        (value, reason) = (new DictOperand(condition.Operand), string.Empty);
        return true;
    }

    private static bool Itself(Condition condition, out Condition value, out string reason)
    {
        (value, reason) = (condition, string.Empty);
        return true;
    }
}

/// <summary>A nested object as a whole: it can be null or not.</summary>
internal sealed class ObjectTarget(Expression? guard, Expression value, string description = "an object") : FieldTarget
{
    public Expression Value { get; } = value;

    public override string Description => description;

    public override Expression IsNull() => Guards.OrNull(guard, Guards.IsNull(Value));
}

/// <summary>A value that is never looked into, but can be null.</summary>
internal sealed class OpaqueTarget(Expression value, string description) : FieldTarget
{
    public override string Description => description;

    public override Expression IsNull() => Guards.IsNull(value);
}
