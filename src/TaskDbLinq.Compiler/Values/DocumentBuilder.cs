namespace TaskDbLinq.Values;

/// <summary>Collects the fields of one <see cref="Document"/>.</summary>
internal sealed class DocumentBuilder
{
    private const int ScanLimit = 32;

    private readonly List<string> _names = [];
    private readonly List<DocumentValue> _values = [];
    private Dictionary<string, int>? _index;

    /// <summary>Adds a field, unless the name is taken.</summary>
    public bool TryAdd(string name, DocumentValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IndexOf(name) >= 0)
        {
            return false;
        }

        _index?.Add(name, _names.Count);
        _names.Add(name);
        _values.Add(value);
        return true;
    }

    /// <summary>Adds a field; one of the same name gives way, as in Python's and JavaScript's JSON readers.</summary>
    public void Set(string name, DocumentValue value)
    {
        if (!TryAdd(name, value))
        {
            _values[IndexOf(name)] = value;
        }
    }

    public Document Build() => Document.Own([.. _names], [.. _values]);

    private int IndexOf(string name)
    {
        if (_index is null && _names.Count > ScanLimit)
        {
            _index = [];
            for (var i = 0; i < _names.Count; i++)
            {
                _index.Add(_names[i], i);
            }
        }

        return _index is null ? _names.IndexOf(name) : _index.GetValueOrDefault(name, -1);
    }
}
