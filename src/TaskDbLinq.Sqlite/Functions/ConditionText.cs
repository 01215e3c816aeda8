using System.Collections.Immutable;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Operators;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>A condition as the text in which it travels to <see cref="MatchFunction"/>.</summary>
internal static class ConditionText
{
    /// <summary>What was within the caller's limits must be readable again, whatever those were.</summary>
    public static MongoQueryOptions Options { get; } = MongoQueryOptions.Default.WithLimits(new QueryLimits
    {
        Depth = 1_000,
        Nodes = int.MaxValue,
        ListLength = int.MaxValue,
        NameLength = int.MaxValue,
        PatternLength = int.MaxValue,
    });

    public static string Write(Condition condition)
    {
        var rendered = condition is Eq equality ? Document.Of((Eq.Name, equality.Operand)) : Condition.Render(ImmutableArray.Create(condition));
        return DocumentJson.Write(rendered);
    }
}
