namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>
/// PostgreSQL packs the five characters of an SQLSTATE into an integer, six bits each; the engine puts
/// that integer into <c>writeErrors</c> where MongoDB has its error code.
/// </summary>
internal static class SqlState
{
    public static string Unpack(int packed)
    {
        Span<char> characters = stackalloc char[5];
        foreach (ref var character in characters)
        {
            character = (char)((packed & 0x3F) + '0');
            packed >>= 6;
        }

        return new string(characters);
    }
}
