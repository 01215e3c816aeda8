namespace TaskDbLinq.Values;

/// <summary>Collects the fields of one <see cref="Document"/>.</summary>
internal sealed class DocumentBuilder
{
    private const int ScanLimit = 32;

    private string[] _names = [];
    private DocumentValue[] _values = [];
    private int _count;
    private Dictionary<string, int>? _index;

    /// <summary>Adds a field, unless the name is taken.</summary>
    public bool TryAdd(string name, DocumentValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IndexOf(name) >= 0)
        {
            return false;
        }

        if (_count == _names.Length)
        {
            var size = Math.Max(2, 2 * _count);
            Array.Resize(ref _names, size);
            Array.Resize(ref _values, size);
        }

        _index?.Add(name, _count);
        (_names[_count], _values[_count]) = (name, value);
        _count++;
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

    /// <summary>Returns the document, which takes the fields over.</summary>
    public Document Build()
    {
        // Arrays that are full change hands as they are.
        Array.Resize(ref _names, _count);
        Array.Resize(ref _values, _count);
        return Document.Own(_names, _values);
    }

    private int IndexOf(string name)
    {
        if (_index is null && _count > ScanLimit)
        {
            _index = [];
            for (var i = 0; i < _count; i++)
            {
                _index.Add(_names[i], i);
            }
        }

        return _index is null ? Array.IndexOf(_names, name, 0, _count) : _index.GetValueOrDefault(name, -1);
    }
}
