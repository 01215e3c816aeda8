using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Values;

/// <summary>Lists as JSON arrays.</summary>
internal sealed class ValueListJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<TElement> : JsonConverter<ValueList<TElement>>
    {
        public override ValueList<TElement> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            [.. JsonSerializer.Deserialize<TElement[]>(ref reader, options) ?? []];

        public override void Write(Utf8JsonWriter writer, ValueList<TElement> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
