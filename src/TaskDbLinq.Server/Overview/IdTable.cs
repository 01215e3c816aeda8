using System.Globalization;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Ids in eight bytes. IPython numbers the tasks of a client, <c>{ session_pid_12 => session_pid_, 12 }</c>: what stands before the
/// number is one name for all of them. An id of another form is a name of its own.
/// </summary>
internal sealed class IdTable
{
    private const uint Whole = uint.MaxValue;
    private const int MostDigits = 9;

    private readonly Names _prefixes = new();

    /// <summary>Returns the key of an id.</summary>
    public long KeyOf(string id)
    {
        var (length, number) = Split(id);
        return Key(_prefixes.NumberOf(length == id.Length ? id : id[..length]), number);
    }

    /// <summary>Returns the key of an id that has one; -1 if it has none.</summary>
    public long Find(string id)
    {
        var (length, number) = Split(id);
        return _prefixes.Find(id[..length]) is >= 0 and var prefix ? Key(prefix, number) : -1;
    }

    public string IdOf(long key)
    {
        var (prefix, number) = (_prefixes[(int)(key >> 32)], (uint)key);
        return number == Whole ? prefix : string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
    }

    private static long Key(int prefix, uint number) => ((long)prefix << 32) | number;

    /// <summary>Only a number that is written back as it was counts as one: no zeros before it, and not too long.</summary>
    private static (int Length, uint Number) Split(string id)
    {
        var at = id.AsSpan().LastIndexOf('_') + 1;
        var digits = id.AsSpan(at);
        return at > 0 && digits.Length is > 0 and <= MostDigits
            && (digits[0] != '0' || digits.Length == 1) && !digits.ContainsAnyExceptInRange('0', '9')
            ? (at, uint.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))
            : (id.Length, Whole);
    }
}
