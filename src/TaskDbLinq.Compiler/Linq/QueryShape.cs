namespace TaskDbLinq.Linq;

/// <summary>What a query is without its values: its nodes, types and members in order. Equal shapes share one plan.</summary>
internal sealed class QueryShape : IEquatable<QueryShape>
{
    private readonly List<object?> _parts;
    private readonly int _hash;

    /// <param name="parts">The parts; nobody changes the list any more.</param>
    public QueryShape(List<object?> parts)
    {
        _parts = parts;
        var hash = default(HashCode);
        foreach (var part in parts)
        {
            hash.Add(part);
        }

        _hash = hash.ToHashCode();
    }

    public bool Equals(QueryShape? other)
    {
        if (other is null || other._hash != _hash || other._parts.Count != _parts.Count)
        {
            return false;
        }

        for (var i = 0; i < _parts.Count; i++)
        {
            if (!ReferenceEquals(_parts[i], other._parts[i]) && !Equals(_parts[i], other._parts[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as QueryShape);

    public override int GetHashCode() => _hash;
}
