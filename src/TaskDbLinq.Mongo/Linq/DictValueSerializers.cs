using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// How values inside of dict fields are read by LINQ: as they are, or converted as <see cref="DocumentValue"/> converts them.
/// </summary>
internal static class DictValueSerializers
{
    public static IBsonSerializer<DateTime?> Moment { get; } = new NullableSerializer<DateTime>(new MomentSerializer());

    public static IBsonSerializer<DocumentValue> Any { get; } = new Serializer<DocumentValue>(value => value);

    private static readonly Dictionary<Type, IBsonSerializer> ByType = new IBsonSerializer[]
    {
        new Serializer<string?>(value => (string?)value),
        new Serializer<bool?>(value => (bool?)value),
        new Serializer<int?>(value => (int?)value),
        new Serializer<long?>(value => (long?)value),
        new Serializer<double?>(value => (double?)value),
        new Serializer<DateTime?>(value => (DateTime?)value),
    }.ToDictionary(serializer => serializer.ValueType);

    /// <summary>The serializer of a type to which C# converts such values; null when it converts to none such.</summary>
    public static IBsonSerializer? Of(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>
    /// The driver reads the last millisecond of the year 9999 as <see cref="DateTime.MaxValue"/>; here a timestamp stays what it is.
    /// </summary>
    private sealed class MomentSerializer : StructSerializerBase<DateTime>, IHasRepresentationSerializer
    {
        public BsonType Representation => BsonType.DateTime;

        public override DateTime Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            ValueReader.Moment(context.Reader.ReadDateTime());

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, DateTime value) =>
            DateTimeSerializer.UtcInstance.Serialize(context, args, value);
    }

    private sealed class Serializer<T>(Func<DocumentValue, T> convert) : SerializerBase<T>
    {
        public override T Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            convert(ValueReader.Read(context.Reader, context.Reader.GetCurrentBsonType()));

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, T value) =>
            ValueWriter.Write(context.Writer, value switch
            {
                DocumentValue known => Known(known),
                string text => text,
                bool flag => flag,
                int number => number,
                long number => number,
                double number => number,
                DateTime moment => moment,
                _ => DocumentValue.Null,
            });

        /// <summary>The driver writes bytes of subtype 02 in an expression of its own as subtype 00, which is another value.</summary>
        private static DocumentValue Known(DocumentValue value) => OldBinary.IsIn(value)
            ? throw new QueryException(new QueryProblem(
                string.Empty, "bytes of subtype 02 can't be compared in LINQ that runs as MongoDB's own expressions; use a filter"))
            : value;
    }
}
