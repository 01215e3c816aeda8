namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// The capturing groups of a pattern. A reference may come before its group, so a pattern is read twice: the first time
/// finds the groups, the second time resolves the references. .NET numbers named groups last, PCRE all in order; so
/// every group that is referred to gets its PCRE number spelled out, and the others capture nothing.
/// </summary>
internal sealed class PcreCaptures(PcreCaptures? known)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _referenced = [];
    private readonly List<string> _pending = [];

    /// <summary>How many groups have been opened so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the groups are known, so that references can be checked.</summary>
    public bool AreKnown => known is not null;

    /// <summary>How many groups the whole pattern has; as far as it is known.</summary>
    public int Total => known?.Count ?? int.MaxValue;

    /// <summary>Opens a group.</summary>
    /// <returns>False when the name is taken.</returns>
    public bool Open(string? name, out int number)
    {
        number = ++Count;
        return name is null || _names.TryAdd(name, number);
    }

    public bool IsReferenced(int number) => known?._referenced.Contains(number) ?? true;

    public void Refer(int number) => _referenced.Add(number);

    /// <summary>The number of a named group; null when there is none, and zero while the groups are being found.</summary>
    public int? NumberOf(string name)
    {
        if (known is null)
        {
            _pending.Add(name);
            return 0;
        }

        return known._names.TryGetValue(name, out var number) ? number : null;
    }

    /// <summary>Ends the first reading: references by name, made before the group was known, count too.</summary>
    public void Close()
    {
        foreach (var name in _pending)
        {
            if (_names.TryGetValue(name, out var number))
            {
                _referenced.Add(number);
            }
        }
    }
}
