using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>One id, or each of a list.</summary>
internal sealed class IdPath(LookupValues ids, IReadOnlyList<int> answers) : AccessPath($"msg_id {ids.Sign}", answers)
{
    public override int Estimate(Snapshot snapshot, Captured[] values) => ids.Count(values);

    public override SlotCursor Slots(Snapshot snapshot, Captured[] values) => new SequenceCursor(Find(snapshot, values).GetEnumerator());

    /// <summary>The one id asked for.</summary>
    /// <returns>False where it is a list.</returns>
    public bool TrySingle(Captured[] values, out string? id) => ids.TrySingle(values, out id);

    private IEnumerable<int> Find(Snapshot snapshot, Captured[] values)
    {
        foreach (var id in ids.Distinct(values))
        {
            if (id is not null && snapshot.Table.Find(id, snapshot.Slots, snapshot.Version) is >= 0 and var slot)
            {
                yield return slot;
            }
        }
    }
}

/// <summary>One value of a text field (null too), or each of a list.</summary>
internal sealed class TextPath(int index, LookupValues texts, IReadOnlyList<int> answers)
    : AccessPath($"{IndexedText.All[index].Field.Key} {texts.Sign}", answers)
{
    public override int Estimate(Snapshot snapshot, Captured[] values)
    {
        if (texts.Count(values) == Unusable)
        {
            return Unusable;
        }

        long sum = 0;
        foreach (var text in texts.Distinct(values))
        {
            sum += snapshot.Table.Texts[index].Estimate(TextHash.Of(text));
        }

        return (int)Math.Min(sum, Unusable);
    }

    public override SlotCursor Slots(Snapshot snapshot, Captured[] values) => texts.TrySingle(values, out var text)
        ? new ChainCursor(snapshot.Table.Texts[index], TextHash.Of(text))
        : new SequenceCursor(Find(snapshot, values).GetEnumerator());

    private IEnumerable<int> Find(Snapshot snapshot, Captured[] values)
    {
        var (chains, read) = (snapshot.Table.Texts[index], IndexedText.All[index].Read);
        foreach (var text in texts.Distinct(values))
        {
            var hash = TextHash.Of(text);
            for (var slot = chains.First(hash); slot >= 0; slot = chains.Next(slot))
            {
                // The text itself is compared too, so that no slot comes under two values of one hash.
                if (slot < snapshot.Slots && chains.HashAt(slot) == hash && read(snapshot.Table.Record(slot)) == text)
                {
                    yield return slot;
                }
            }
        }
    }
}

/// <summary>The texts to look up: one captured value, one captured list, or null.</summary>
/// <param name="place">Where the value stands among the captured ones; -1 for null.</param>
/// <param name="isList">Whether it is a list.</param>
internal sealed class LookupValues(int place, bool isList)
{
    public string Sign => isList ? "in list" : place < 0 ? "is null" : "equals";

    /// <summary>How many there are; unusable for a collection that may have an equality of its own.</summary>
    public int Count(Captured[] values) => !isList ? 1 : List(values) switch
    {
        string?[] array => array.Length,
        List<string?> list => list.Count,
        HashSet<string?> set when set.Comparer == EqualityComparer<string?>.Default => set.Count,
        _ => AccessPath.Unusable,
    };

    public IEnumerable<string?> Distinct(Captured[] values) =>
        TrySingle(values, out var text) ? [text]
        : List(values) is not { } list ? []
        : list as HashSet<string?> ?? list.Distinct(StringComparer.Ordinal);

    public bool TrySingle(Captured[] values, out string? text)
    {
        text = isList || place < 0 ? null : (string?)values[place].Boxed;
        return !isList;
    }

    private IEnumerable<string?>? List(Captured[] values) => (IEnumerable<string?>?)values[place].Boxed;
}
