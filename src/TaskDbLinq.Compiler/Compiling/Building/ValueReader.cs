using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Building;

/// <summary>Takes a CLR value from a condition.</summary>
/// <returns>False, and the reason, when the condition's operand can't be one.</returns>
internal delegate bool ValueReader<T, in TCondition>(TCondition condition, out T value, out string reason)
    where TCondition : Condition;
