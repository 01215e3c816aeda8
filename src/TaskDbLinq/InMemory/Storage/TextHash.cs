using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The hashes of texts in the indexes, by XXH3, which takes a part of the time of <see cref="string.GetHashCode()"/>. Like those of the
/// runtime they are other ones in each process.
/// </summary>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.io.hashing.xxhash3"/>
internal static class TextHash
{
    private static readonly long Seed = Random.Shared.NextInt64();

    /// <summary>Returns the hash of a text; 0 of null.</summary>
    public static int Of(string? text) =>
        text is null ? 0 : unchecked((int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), Seed));
}
