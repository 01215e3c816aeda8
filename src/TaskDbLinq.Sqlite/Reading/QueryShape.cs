using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>What a query is without its values; queries of one shape share a plan.</summary>
internal sealed record QueryShape(
    string Filter, TaskKeys Keys, string Sort, bool Skips, bool Limits, bool Counts = false, string Groups = "")
{
    public static QueryShape Of(TaskQuery query) => new(
        query.Filter.Shape,
        query.Keys,
        query.Sort.IsEmpty
            ? string.Empty
            : string.Join(',', query.Sort.Select(sort => sort.ToString())),
        query.Skip > 0,
        query.Limit is not null);
}
