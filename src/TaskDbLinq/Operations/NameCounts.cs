using System.Collections.Immutable;

namespace TaskDbLinq.Operations;

/// <summary>How often each name was seen.</summary>
internal sealed class NameCounts
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _spans;

    public NameCounts() => _spans = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Counts a name that need not be a string of its own; an empty one stands for none.</summary>
    public void Add(ReadOnlySpan<char> name) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_spans, name, out _)++;

    public ValueMap<string, long> Build() => new(_counts.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
