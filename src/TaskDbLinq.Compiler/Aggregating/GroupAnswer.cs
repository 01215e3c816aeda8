namespace TaskDbLinq.Aggregating;

/// <summary>Groups that a store has made, as the answer to a question: in its order, and as many as it wants.</summary>
internal static class GroupAnswer
{
    /// <param name="query">The question.</param>
    /// <param name="groups">The values of its keys and of its values, each in their order.</param>
    public static IReadOnlyList<Document> Of(GroupQuery query, IEnumerable<(DocumentArray Key, DocumentArray Values)> groups)
    {
        var names = query.Keys.Concat(query.Values.Select(value => value.Name)).ToArray();
        var order = query.Sort.Select(sort => (At: Array.IndexOf(names, sort.Field), sort.Descending)).ToArray();
        var sorted = groups.ToArray();
        Array.Sort(sorted, Compare);
        var shown = sorted.Skip(query.Skip).Take(query.Limit ?? int.MaxValue);
        return [.. shown.Select(group => Document.Own(names, [.. group.Key.Select(Shown), .. group.Values.Select(Shown)]))];

        int Compare((DocumentArray Key, DocumentArray Values) left, (DocumentArray Key, DocumentArray Values) right)
        {
            foreach (var (at, descending) in order)
            {
                if (Item(left, at).CompareTo(Item(right, at)) is not 0 and var found)
                {
                    return descending ? -found : found;
                }
            }

            return left.Key.CompareTo(right.Key);
        }

        static DocumentValue Item((DocumentArray Key, DocumentArray Values) group, int at) =>
            at < group.Key.Count ? group.Key[at] : group.Values[at - group.Key.Count];
    }

    /// <summary>What is missing is null in an answer.</summary>
    private static DocumentValue Shown(DocumentValue value) => value.IsNull ? DocumentValue.Null : value;
}
