using System.Runtime.InteropServices;
using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>Groups that are made in memory, record by record: what is held is a state for each group, and no record.</summary>
internal sealed class GroupTable(GroupQuery query)
{
    private readonly Dictionary<DocumentArray, GroupState[]> _groups = [];

    /// <summary>Adds a record.</summary>
    /// <param name="key">The values of the question's keys, in their order.</param>
    /// <param name="values">What the question's values are computed of; anything where it is a count.</param>
    public void Add(DocumentArray key, ReadOnlySpan<DocumentValue> values)
    {
        ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out var isKnown);
        states = isKnown ? states! : [.. query.Values.Select(value => value.Aggregate.Start())];
        for (var at = 0; at < values.Length; at++)
        {
            states[at].Add(values[at]);
        }
    }

    /// <summary>Adds what a store has computed of several records.</summary>
    /// <param name="key">The values of the question's keys, in their order.</param>
    /// <param name="parts">The parts of the question's values, in their order.</param>
    public void Add(DocumentArray key, IEnumerable<GroupPart> parts)
    {
        ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out var isKnown);
        states = isKnown ? states! : [.. query.Values.Select(value => value.Aggregate.Start())];
        foreach (var (at, part) in parts.Index())
        {
            states[at].Add(part);
        }
    }

    /// <summary>The groups, in the question's order.</summary>
    public IReadOnlyList<Document> Answer() =>
        GroupAnswer.Of(query, _groups.Select(group => (group.Key, DocumentArray.Own([.. group.Value.Select(state => state.Result)]))));
}
