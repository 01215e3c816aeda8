using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers one kind of condition to an expression tree. Every lowering is listed in <see cref="ConditionLowerings"/>.</summary>
internal interface IConditionLowering
{
    /// <summary>The conditions that are lowered: this type and the types derived from it.</summary>
    Type ConditionType { get; }

    /// <summary>Returns the condition as a two-valued predicate on what a field path leads to.</summary>
    Expression Lower(Condition condition, FieldTarget target, PredicateBuilder builder);
}
