using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Values;

/// <summary>
/// Values in System.Text.Json: relaxed MongoDB Extended JSON v2, as <c>ToString()</c> writes it, so that timestamps and bytes come back as
/// what they were. The JSON <c>null</c> is <see cref="Document.None"/> or <see cref="DocumentValue.Null"/>, never a null reference.
/// </summary>
internal sealed class DocumentJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(DocumentValue).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(Document)
            ? new Typed<Document>(value => value as Document ?? (value.IsNull ? Document.None : null), "an object")
        : typeToConvert == typeof(DocumentArray) ? new Typed<DocumentArray>(value => value as DocumentArray, "an array")
        : typeToConvert == typeof(DocumentValue) ? new Typed<DocumentValue>(value => value, "a value")
        : new Scalar();

    private static DocumentValue Read(ref Utf8JsonReader reader) => ExtendedJson.InterpretStored(JsonTextReader.Read(ref reader));

    private static void Write(Utf8JsonWriter writer, DocumentValue? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonWriting.Write(writer, value, JsonForm.Relaxed);
        }
    }

    private sealed class Typed<T>(Func<DocumentValue, T?> cast, string expected) : JsonConverter<T>
        where T : DocumentValue
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            cast(DocumentJsonConverter.Read(ref reader)) ?? throw new JsonException($"Expected {expected}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            DocumentJsonConverter.Write(writer, value);
    }

    /// <summary>The serializer asks for the type that a value has at run time, where only <see cref="object"/> is declared.</summary>
    private sealed class Scalar : JsonConverter<DocumentValue>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(DocumentValue).IsAssignableFrom(typeToConvert);

        public override DocumentValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DocumentJsonConverter.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, DocumentValue value, JsonSerializerOptions options) =>
            DocumentJsonConverter.Write(writer, value);
    }
}
