namespace TaskDbLinq.Records;

/// <summary>What a query is without its values; queries of one shape share a plan.</summary>
internal sealed record TaskQueryShape(
    string Filter, TaskKeys Keys, string Sort, bool Skips, bool Limits, bool Counts = false, string Groups = "")
{
    /// <summary>The skip of each <see cref="Sample"/> that has one.</summary>
    public const int SampleSkip = 1;

    /// <summary>The limit of each <see cref="Sample"/> that has one.</summary>
    public const int SampleLimit = 2;

    public static TaskQueryShape Of(TaskQuery query) => new(
        query.Filter.Shape,
        query.Keys,
        query.Sort.IsEmpty
            ? string.Empty
            : string.Join(',', query.Sort.Select(sort => sort.ToString())),
        query.Skip > 0,
        query.Limit is not null);

    /// <summary>
    /// The query with a page of its own, for its plan. EF Core makes one parameter of two equal values, and a plan made
    /// of <c>Skip(2).Take(2)</c> would serve no other page.
    /// </summary>
    public static TaskQuery Sample(TaskQuery query) =>
        query with { Skip = query.Skip > 0 ? SampleSkip : 0, Limit = query.Limit is null ? null : SampleLimit };
}
