using System.Text.Json;
using System.Text.Json.Nodes;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Describing;

/// <summary>A kind of field: the values that it is compared with.</summary>
/// <param name="Type">The type of the field, or of the elements of a list.</param>
/// <param name="Scalar">The scalar; null for an object, or a list of objects.</param>
internal sealed record FieldKind(Type Type, ScalarType? Scalar)
{
    /// <summary>JSON of any shape.</summary>
    public static FieldKind Anything { get; } = new(typeof(object), null);

    public bool IsList { get; init; }

    /// <summary>The name of the field's definition.</summary>
    public string Name => $"{(IsList ? "listOf_" : string.Empty)}{Base}";

    /// <summary>The name of the definition of its operators.</summary>
    public string Operators => $"{Name}_operators";

    public bool IsAnything => Type == typeof(object);

    public bool IsText => Plain == typeof(string);

    public bool IsWhole => IsNumber && System.Type.GetTypeCode(Plain) < TypeCode.Single;

    private Type Plain => Nullable.GetUnderlyingType(Type) ?? Type;

    private bool IsNumber => !Plain.IsEnum && System.Type.GetTypeCode(Plain) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private string Base => IsAnything ? "anything"
        : Scalar is null ? (IsList ? $"{Plain.Name}s" : $"{Plain.Name}_object")
        : IsWhole ? "integer"
        : IsNumber ? "number"
        : Plain.Name.ToLowerInvariant();

    /// <summary>What may stand for the field itself: <c>{ f: v }</c>. Null where nothing may.</summary>
    public JsonNode? Value() => IsAnything ? OperandSchema.OfTypes("string", "number", "boolean", "null")
        : Scalar is null ? (IsList ? null : OperandSchema.OfTypes("null"))
        : new JsonObject { ["anyOf"] = new JsonArray(Operand(), OperandSchema.OfTypes("null")) };

    /// <summary>What it may be less or greater than; null where its values have no order.</summary>
    public JsonNode? Ordered() => IsAnything ? OperandSchema.OfTypes("string", "number", "boolean")
        : Scalar is { HasOrder: true } ? Operand()
        : null;

    /// <summary>A value of the field that is not null.</summary>
    private JsonObject Operand() => IsNumber ? OperandSchema.OfTypes("number")
        : Plain.IsEnum ? OperandSchema.OneOf(EnumNames())
        : Plain == typeof(bool) ? OperandSchema.OfTypes("boolean")
        : Plain == typeof(DateTime) || Plain == typeof(DateTimeOffset) ? FormOr("$date", "date-time")
        : Plain == typeof(Guid) ? FormOr("$uuid", "uuid")
        : Plain == typeof(DateOnly) ? Text("date")
        : Plain == typeof(TimeOnly) ? OperandSchema.Matching("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
        : Plain == typeof(TimeSpan) ? OperandSchema.Matching("^([0-9]{1,6}[.])?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
        : Plain == typeof(char) ? OperandSchema.Matching("^[^\\uD800-\\uDFFF]$")
        : Plain == typeof(byte[]) ? Binary()
        : OperandSchema.OfTypes("string");

    private IEnumerable<string> EnumNames() => Enum.GetNames(Plain).SelectMany(name => new[]
    {
        name, JsonNamingPolicy.CamelCase.ConvertName(name), JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
    }).Distinct(StringComparer.Ordinal);

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    /// <summary>Text of a format, or <c>{ "$form": text }</c>.</summary>
    private static JsonObject FormOr(string form, string format) => new()
    {
        ["anyOf"] = new JsonArray(Text(format), Form(form, Text(format))),
    };

    private static JsonObject Binary() => Form("$binary", new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["base64"] = OperandSchema.OfTypes("string"),
            ["subType"] = new JsonObject { ["const"] = "00" },
        },
        ["required"] = new JsonArray("base64", "subType"),
        ["additionalProperties"] = false,
    });

    /// <summary>An object of one name.</summary>
    private static JsonObject Form(string name, JsonNode value) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [name] = value },
        ["required"] = new JsonArray(name),
        ["additionalProperties"] = false,
    };
}
