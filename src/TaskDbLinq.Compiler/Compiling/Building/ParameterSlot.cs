using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Building;

/// <summary>The place of one captured value in a plan: which condition it comes from, and how it is read.</summary>
internal abstract class ParameterSlot(int ordinal)
{
    /// <summary>The ordinal of the condition that holds the value.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>Reads the value; null, with the problem noted, when the condition can't give it.</summary>
    public abstract Captured? Bind(Condition condition, List<QueryProblem> problems);
}

internal sealed class ParameterSlot<T, TCondition>(int ordinal, ValueReader<T, TCondition> read) : ParameterSlot(ordinal)
    where TCondition : Condition
{
    public override Captured? Bind(Condition condition, List<QueryProblem> problems)
    {
        if (read((TCondition)condition, out var value, out var reason))
        {
            return new Captured<T>(value);
        }

        problems.Add(new QueryProblem(condition.Path.ToString(), reason));
        return null;
    }
}
