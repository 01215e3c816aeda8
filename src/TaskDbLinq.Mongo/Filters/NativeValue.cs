using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>
/// Operands as BSON. Stored dates are whole milliseconds, so an operand that is finer moves to the millisecond with
/// which the comparison gives the exact answer; nothing stored equals it.
/// </summary>
internal static class NativeValue
{
    /// <summary>The operand, to be compared for equality; null when nothing stored can equal it.</summary>
    public static BsonValue? Equal(DocumentValue operand) => IsFinerThanMilliseconds(operand) ? null : Of(operand);

    /// <summary>
    /// The operand, to be compared by order: <c>{ $gt: 0.5 ms } => { $gt: 0 ms }</c>, <c>{ $gte: 0.5 ms } => { $gte: 1 ms }</c>.
    /// Null when there is no such millisecond, as inside of a document.
    /// </summary>
    public static BsonValue? Ordered(DocumentValue operand, Comparison comparison) => operand switch
    {
        DocumentDate date => new BsonDateTime(comparison is Comparison.Greater or Comparison.LessOrEqual
            ? Milliseconds.Floor(date.Value)
            : Milliseconds.Ceiling(date.Value)),
        _ => Equal(operand),
    };

    /// <summary>The value as it is.</summary>
    public static BsonValue Of(DocumentValue value)
    {
        switch (value)
        {
            case DocumentString text:
                return text.Value;
            case DocumentNull:
                return BsonNull.Value;
            default:
                var holder = new BsonDocument();
                using (var writer = new BsonDocumentWriter(holder))
                {
                    writer.WriteStartDocument();
                    writer.WriteName("v");
                    ValueWriter.Write(writer, value);
                    writer.WriteEndDocument();
                }

                return holder[0];
        }
    }

    /// <summary>Whether the value is, or holds, a timestamp that is not a whole millisecond.</summary>
    public static bool IsFinerThanMilliseconds(DocumentValue value) => value switch
    {
        DocumentDate date => !Milliseconds.IsWhole(date.Value),
        Document document => document.Values.Any(IsFinerThanMilliseconds),
        DocumentArray array => array.Any(IsFinerThanMilliseconds),
        _ => false,
    };
}
