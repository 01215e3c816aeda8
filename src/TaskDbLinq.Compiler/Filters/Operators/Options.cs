using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>The options of the <c>$regex</c> beside it.</summary>
internal sealed class Options : IConditionOperator
{
    public static string Name => "$options";

    public static Condition? Parse(OperandSource source) =>
        source.Siblings.ContainsKey(Regex.Name) ? null : source.Fail("$options needs a $regex beside it");
}
