using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>
/// Whether a condition holds, where that is known without looking: on a field of a task that is null, or that holds buffers.
/// </summary>
internal static class NullState
{
    /// <summary>Whether the condition holds for null; a field of a task that is null counts as missing too.</summary>
    public static bool HoldsForNull(Condition condition) => condition switch
    {
        Not not => !not.Conditions.All(HoldsForNull),
        Exists exists => exists.Accepts(DocumentValue.Missing),
        _ => condition.Accepts(DocumentValue.Null),
    };

    /// <summary>Whether the condition holds for some buffers. They are never searched: it can only ask whether there are any.</summary>
    public static bool HoldsForBuffers(Condition condition) => condition switch
    {
        Not not => !not.Conditions.All(HoldsForBuffers),
        OfType => false,
        _ => condition.Accepts(true),
    };
}
