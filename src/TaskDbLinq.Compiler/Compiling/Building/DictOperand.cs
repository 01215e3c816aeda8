using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Building;

/// <summary>The operand of a condition on a dict field, for a store that compares with it by itself.</summary>
/// <param name="Value">The value, or the list of <c>$in</c>.</param>
internal sealed record DictOperand(DocumentValue Value);
