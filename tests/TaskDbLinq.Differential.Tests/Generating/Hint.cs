namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>A path that some record has and what is there: filters made of hints select something more often than chance.</summary>
public sealed record Hint(string Path, object? Value)
{
    public static List<Hint> Of(IEnumerable<Dictionary<string, object?>> records)
    {
        var hints = new List<Hint>();
        foreach (var record in records)
        {
            foreach (var (key, value) in record)
            {
                if (!Fields.Buffers.Contains(key))
                {
                    Collect(key, value, hints);
                }
            }
        }

        return hints;
    }

    private static void Collect(string path, object? value, List<Hint> hints)
    {
        hints.Add(new Hint(path, value));
        switch (value)
        {
            case Dictionary<string, object?> fields:
                foreach (var (name, inner) in fields)
                {
                    Collect($"{path}.{name}", inner, hints);
                }

                break;
            case List<object?> items:
                for (var i = 0; i < items.Count; i++)
                {
                    // An element is found by its index, and through its array.
                    Collect($"{path}.{i}", items[i], hints);
                    Collect(path, items[i], hints);
                }

                break;
        }
    }
}
