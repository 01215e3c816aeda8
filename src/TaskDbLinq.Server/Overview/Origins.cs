using System.Runtime.InteropServices;

namespace TaskDbLinq.Server.Overview;

/// <summary>Where a task comes from and where it ran, as numbers of names.</summary>
internal readonly record struct Origin(int Engine, int Client, int Label, ushort Queue, ushort Type);

/// <summary>Numbers for origins: a million tasks have some hundred of them, so a task keeps the number.</summary>
internal sealed class Origins
{
    private readonly Dictionary<Origin, int> _numbers = [];
    private readonly List<Origin> _origins = [];

    public Origin this[int number] => _origins[number];

    /// <summary>Returns the number of an origin, a new one if it has none yet.</summary>
    public int NumberOf(Origin origin)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, origin, out var isKnown);
        if (!isKnown)
        {
            number = _origins.Count;
            _origins.Add(origin);
        }

        return number;
    }
}
