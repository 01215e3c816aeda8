using MongoDB.Bson;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>MongoDB's order of all values. In expressions, what is missing is below null; to a group the two are one.</summary>
internal static class ValueOrder
{
    public static int Compare(BsonValue? left, BsonValue? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => Paths.Read(left).CompareTo(Paths.Read(right)),
    };

    /// <summary>What a group is found by.</summary>
    public static DocumentValue KeyOf(BsonValue? value) => value is null ? DocumentValue.Null : Paths.Read(value);
}
