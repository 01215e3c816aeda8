using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>A condition as the text in which it travels to <see cref="MatchFunction"/>.</summary>
internal static class ConditionText
{
    /// <summary>What was within the caller's limits must be readable again, whatever those were.</summary>
    public static FilterOptions Options { get; } = FilterOptions.Default.WithLimits(new FilterLimits
    {
        Depth = 1_000,
        Nodes = int.MaxValue,
        ListLength = int.MaxValue,
        NameLength = int.MaxValue,
        PatternLength = int.MaxValue,
    });

    public static string Write(Condition condition)
    {
        var rendered = condition is Eq equality ? Document.Of((Eq.Name, equality.Written)) : Condition.Render(ImmutableArray.Create(condition));
        return DocumentJson.Write(rendered);
    }
}
