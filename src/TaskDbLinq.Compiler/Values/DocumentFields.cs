namespace TaskDbLinq.Values;

/// <summary>The names of a document with their values, in order. Whoever makes them gives the arrays away.</summary>
/// <param name="names">The names, which differ from each other.</param>
/// <param name="values">The value of each.</param>
internal sealed class DocumentFields(string[] names, DocumentValue[] values)
{
    /// <summary>Above this size a lookup by hash beats a scan.</summary>
    private const int ScanLimit = 12;

    private Dictionary<string, int>? _index;

    public string[] Names { get; } = names;

    public DocumentValue[] Values { get; } = values;

    /// <summary>Returns the place of a name; -1 where it is not there.</summary>
    public int IndexOf(string name)
    {
        var names = Names;
        if (names.Length <= ScanLimit)
        {
            // A span's own IndexOf is shared code of all classes, which asks each name by its interface.
            for (var i = 0; i < names.Length; i++)
            {
                if (string.Equals(names[i], name, StringComparison.Ordinal))
                {
                    return i;
                }
            }

            return -1;
        }

        _index ??= Names.Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at, StringComparer.Ordinal);
        return _index.TryGetValue(name, out var found) ? found : -1;
    }
}
