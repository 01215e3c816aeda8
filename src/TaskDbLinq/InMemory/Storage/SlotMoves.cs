using System.Buffers;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// Where the slots of a table go in a new one, in their order and without the dead ones. What dies of age lies together: slots before the
/// first dead one stay where they are, and those behind the last one all move down by as many as are dead, so that they are copied as they
/// lie. Only the slots in between have a place each.
/// </summary>
internal sealed class SlotMoves : IDisposable
{
    private readonly int[] _places;

    /// <param name="died">The version in which each slot died; zero for a live one.</param>
    public SlotMoves(ReadOnlySpan<int> died)
    {
        Slots = died.Length;
        First = died.IndexOfAnyExcept(0) is >= 0 and var first ? first : Slots;
        End = Math.Max(First, died.LastIndexOfAnyExcept(0) + 1);
        _places = ArrayPool<int>.Shared.Rent(End - First);
        var live = First;
        for (var slot = First; slot < End; slot++)
        {
            _places[slot - First] = died[slot] == 0 ? ++live : 0;
        }

        Dead = End - live;
    }

    /// <summary>How many slots there were.</summary>
    public int Slots { get; }

    /// <summary>The slots below this one stay where they are.</summary>
    public int First { get; }

    /// <summary>The slots from this one on move down by <see cref="Dead"/>.</summary>
    public int End { get; }

    /// <summary>How many slots are dead.</summary>
    public int Dead { get; }

    /// <summary>One more than the new slot of each from <see cref="First"/> to <see cref="End"/>; zero where it is dead.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, End - First);

    /// <summary>One more than the new slot of a slot; zero where it is dead.</summary>
    public int Place(int slot) => slot >= End ? slot + 1 - Dead : slot < First ? slot + 1 : _places[slot - First];

    /// <summary>Copies what belongs to the live slots.</summary>
    public void Copy<T>(T[] from, T[] to)
    {
        Array.Copy(from, to, First);
        for (var slot = First; slot < End; slot++)
        {
            if (_places[slot - First] is > 0 and var place)
            {
                to[place - 1] = from[slot];
            }
        }

        Array.Copy(from, End, to, End - Dead, Slots - End);
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_places);
}
