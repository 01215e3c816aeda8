using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Targets;

/// <summary>A property that holds one scalar.</summary>
internal sealed class ScalarTarget(Expression? guard, Expression value, ScalarType type) : FieldTarget
{
    public Expression Value { get; } = value;

    public ScalarType Type { get; } = type;

    public override string Description => Type.Description;

    public override Expression? Some(Func<ScalarTarget, Expression> test) => Guards.And(guard, test(this));

    public override Expression IsNull() => Guards.OrNull(guard, Guards.IsNull(Value));
}
