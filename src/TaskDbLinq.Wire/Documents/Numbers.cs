using MongoDB.Bson;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Numbers as MongoDB answers them: 32 bits where they fit.</summary>
internal static class Numbers
{
    public static BsonValue Of(long number) => number is >= int.MinValue and <= int.MaxValue
        ? new BsonInt32((int)number)
        : new BsonInt64(number);
}
