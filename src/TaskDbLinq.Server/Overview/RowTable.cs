namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Finds the row of a key. Only rows are kept, four bytes each, since each row knows its key: a dictionary would take thirty bytes
/// for each task. The next free place is taken where one is in use.
/// </summary>
internal sealed class RowTable
{
    private const int LeastPlaces = 1 << 10;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A row and one, so that zero is a free place.</summary>
    private int[] _places = new int[LeastPlaces];

    private int _count;

    /// <summary>Returns the row of a key; -1 if there is none.</summary>
    public int Find(long key, Func<int, long> keyOf)
    {
        for (var at = Home(key); _places[at] != 0; at = Next(at))
        {
            if (keyOf(_places[at] - 1) == key)
            {
                return _places[at] - 1;
            }
        }

        return -1;
    }

    /// <summary>Takes a row whose key is not there yet.</summary>
    public void Add(long key, int row, Func<int, long> keyOf)
    {
        // At most three of four places are in use: beyond that, looking for a free one takes long.
        if ((_count + 1) * 4L > _places.Length * 3L)
        {
            Grow(_places.Length * 2, keyOf);
        }

        Put(key, row);
        _count++;
    }

    /// <summary>Makes room at once, instead of by doubling.</summary>
    public void Expect(long rows, Func<int, long> keyOf)
    {
        var places = _places.Length;
        while (rows * 4 > places * 3L && places < 1 << 30)
        {
            places *= 2;
        }

        if (places > _places.Length)
        {
            Grow(places, keyOf);
        }
    }

    private void Grow(int places, Func<int, long> keyOf)
    {
        var rows = _places;
        _places = new int[places];
        foreach (var place in rows.Where(place => place != 0))
        {
            Put(keyOf(place - 1), place - 1);
        }
    }

    private void Put(long key, int row)
    {
        var at = Home(key);
        while (_places[at] != 0)
        {
            at = Next(at);
        }

        _places[at] = row + 1;
    }

    private int Home(long key) => (int)(((ulong)key * Spread) >> 32) & (_places.Length - 1);

    private int Next(int at) => (at + 1) & (_places.Length - 1);
}
