namespace TaskDbLinq.Filters.Parsing;

/// <summary>The containers around the value that is read. They are few, so that looking through them costs less than hashing.</summary>
internal readonly struct OpenContainers()
{
    private readonly List<object> _open = [];

    /// <summary>Enters a container.</summary>
    /// <returns>False when it is entered already: it contains itself.</returns>
    public bool TryEnter(object container)
    {
        foreach (var open in _open)
        {
            if (ReferenceEquals(open, container))
            {
                return false;
            }
        }

        _open.Add(container);
        return true;
    }

    /// <summary>Leaves the container that was entered last.</summary>
    public void Leave() => _open.RemoveAt(_open.Count - 1);
}
