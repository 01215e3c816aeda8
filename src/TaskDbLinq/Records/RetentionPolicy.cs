using System.Collections.Immutable;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>
/// What a database keeps. First the rules drop what is too old, then the limits what is too much: completed tasks before
/// pending ones, and of each those submitted first, as IPython's DictDB culls.
/// </summary>
public sealed record RetentionPolicy
{
    /// <summary>How long completed tasks are kept: the first rule that a task fits decides; what fits none is kept.</summary>
    public ValueList<KeepRule> Keep { get; init; } = [];

    /// <summary>How many tasks are kept at most, one or more; null for any number.</summary>
    public long? RecordLimit
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "RecordLimit is one or more.");
    }

    /// <summary>How many bytes of buffers (request and result) are kept at most, zero or more; null for any number.</summary>
    public long? SizeLimit
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "SizeLimit is zero or more.");
    }

    /// <summary>Which part of a limit is made free once it is exceeded, from 0 to 1. Default 0.1.</summary>
    public double CullFraction
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "CullFraction is between 0 and 1.");
    } = 0.1;

    /// <summary>How many tasks stay when there are too many; never none.</summary>
    internal long RecordsKept =>
        (long)Math.Min(RecordLimit ?? long.MaxValue, Math.Floor((RecordLimit ?? long.MaxValue) * (1 - CullFraction)) + 1);

    /// <summary>
    /// <c>{ rule } => {"$and": [rule, {"completed": {"$lte": now - age}}, {"$nor": [the rules before it]}]}</c>: what each rule drops; null
    /// for
    /// one that keeps for ever.
    /// </summary>
    internal IEnumerable<Filter?> Dropped(DateTime now)
    {
        var before = new List<Filter>();
        foreach (var rule in Keep)
        {
            if (rule.MaxAge is { } age)
            {
                // An age may be longer than time has been counted.
                var limit = age.Ticks <= now.Ticks ? now - age : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
                var old = Filter.Parse(
                    new Dictionary<string, object?> { [TaskKey.Completed] = new Dictionary<string, object?> { ["$lte"] = limit } });
                yield return before.Count == 0 ? rule.Filter & old : rule.Filter & old & !Filter.Or(before);
            }
            else
            {
                yield return null;
            }

            before.Add(rule.Filter);
        }
    }

    /// <summary>How many bytes stay when there are too many.</summary>
    internal long BytesKept => (long)Math.Floor((SizeLimit ?? long.MaxValue) * (1 - CullFraction));
}

/// <summary>How long the completed tasks of one kind are kept.</summary>
/// <param name="Filter">Which tasks.</param>
/// <param name="MaxAge">How long after their completion; null for ever.</param>
public sealed record KeepRule(Filter Filter, TimeSpan? MaxAge = null);

/// <summary>What a run of <see cref="IPrunableTaskDb.PruneAsync"/> dropped, or would drop.</summary>
/// <param name="ByRule">How many tasks each rule dropped, in the order of the rules.</param>
/// <param name="ByRecordLimit">How many tasks were too many.</param>
/// <param name="BySizeLimit">How many tasks were dropped for their buffers.</param>
/// <param name="BufferBytes">How many bytes of buffers these tasks had.</param>
public sealed record PruneReport(ValueList<long> ByRule, long ByRecordLimit, long BySizeLimit, long BufferBytes)
{
    /// <summary>How many tasks in all.</summary>
    public long Tasks => ByRule.Sum() + ByRecordLimit + BySizeLimit;
}
