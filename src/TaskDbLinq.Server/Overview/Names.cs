using System.Runtime.InteropServices;

namespace TaskDbLinq.Server.Overview;

/// <summary>Numbers for names, from 1; number 0 is the empty name, which also stands for none.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [string.Empty] = 0 };
    private readonly List<string> _names = [string.Empty];

    public int Count => _names.Count;

    public string this[int number] => _names[number];

    /// <summary>Returns the number of a name, a new one if it has none yet.</summary>
    public int NumberOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return 0;
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, name, out var isKnown);
        if (!isKnown)
        {
            number = _names.Count;
            _names.Add(name);
        }

        return number;
    }

    /// <summary>Returns the number of a name; -1 if it has none.</summary>
    public int Find(string name) => _numbers.GetValueOrDefault(name, -1);
}
