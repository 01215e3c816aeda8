using System.Text;
using System.Text.Json;

namespace TaskDbLinq.Values;

/// <summary>The names in a text of many objects: most have the same ones, and each is made once.</summary>
internal sealed class JsonNames
{
    private const int Places = 128;

    private readonly string?[] _names = new string?[Places];

    /// <summary>Returns the name at which a reader stands; it has no escapes.</summary>
    public string Of(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        ref var place = ref _names[Place(bytes)];
        return place is { } known && Ascii.Equals(bytes, known) ? known : place = reader.GetString()!;
    }

    private static int Place(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : ((name.Length * 31) + (name[0] * 7) + (name[name.Length / 2] * 5) + name[^1]) % Places;
}
