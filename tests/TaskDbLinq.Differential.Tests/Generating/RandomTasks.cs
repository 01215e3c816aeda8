namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>
/// Task records as plain trees: dictionaries, lists and CLR values by the keys of a task; a key that is not there is null.
/// </summary>
public sealed class RandomTasks(Dice dice)
{
    private const int MaxDepth = 3;

    /// <summary>A set of records with ids of their own.</summary>
    public List<Dictionary<string, object?>> Set(int least, int most)
    {
        var ids = new List<string>(Alphabet.Ids);
        var records = new List<Dictionary<string, object?>>();
        for (var left = least + dice.Next(most - least + 1); left > 0; left--)
        {
            var id = dice.Pick(ids);
            ids.Remove(id);
            records.Add(Record(id));
        }

        return records;
    }

    public object Scalar() => dice.Weighted<object>(
        (5, () => dice.Pick(Alphabet.Strings)),
        (5, () => dice.Pick(Alphabet.Numbers)),
        (1, () => dice.Double()),
        (1, () => dice.Chance(50)),
        (1, () => dice.Pick(Alphabet.Moments)),
        (1, () => dice.Pick(Alphabet.Guids)));

    public object? Value(int depth) => dice.Weighted<object?>(
        (8, Scalar),
        (2, () => null),
        (depth > 0 ? 5 : 1, () => Dict(depth - 1)),
        (depth > 0 ? 6 : 1, () => List(depth - 1)));

    public List<object?> List(int depth) => depth < 0 ? [] : dice.List(0, 3, () => Value(depth));

    public Dictionary<string, object?> Dict(int depth)
    {
        var fields = new Dictionary<string, object?>();
        for (var left = depth < 0 ? 0 : dice.Next(4); left > 0; left--)
        {
            fields[dice.Pick(Alphabet.Names)] = Value(depth);
        }

        return fields;
    }

    private Dictionary<string, object?> Record(string id)
    {
        var record = new Dictionary<string, object?> { [Fields.Id] = id };
        Fill(record, Fields.Texts, 70, () => dice.Pick(Alphabet.Strings));
        Fill(record, Fields.Timestamps, 70, () => dice.Pick(Alphabet.Moments));
        Fill(record, Fields.Dicts, 80, () => Dict(MaxDepth));
        Fill(record, Fields.Buffers, 30, () => new List<object?> { new byte[] { 1, 2 }, Array.Empty<byte>() });
        return record;
    }

    private void Fill(Dictionary<string, object?> record, string[] keys, int percent, Func<object> make)
    {
        foreach (var key in keys)
        {
            if (dice.Chance(percent))
            {
                record[key] = make();
            }
        }
    }
}
