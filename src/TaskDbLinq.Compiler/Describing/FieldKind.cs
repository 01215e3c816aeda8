using System.Text.Json;
using System.Text.Json.Nodes;
using TaskDbLinq.Compiling.Scalars;

namespace TaskDbLinq.Describing;

/// <summary>A kind of field: the values that it is compared with, and the operators that it takes.</summary>
/// <param name="Type">The type of the field, or of the elements of a list.</param>
/// <param name="Scalar">The scalar; null for an object, or a list of objects.</param>
internal sealed record FieldKind(Type Type, ScalarType? Scalar)
{
    private static readonly string[] Types =
        ["double", "string", "object", "array", "binData", "bool", "date", "null", "regex", "int", "long", "decimal", "number"];

    /// <summary>JSON of any shape.</summary>
    public static FieldKind Anything { get; } = new(typeof(object), null);

    public bool IsList { get; init; }

    /// <summary>The name of the field's definition.</summary>
    public string Name => $"{(IsList ? "listOf_" : string.Empty)}{Base}";

    /// <summary>The name of the definition of its operators.</summary>
    public string Operators => $"{Name}_operators";

    private Type Plain => Nullable.GetUnderlyingType(Type) ?? Type;

    private bool IsAnything => Type == typeof(object);

    private bool IsText => Plain == typeof(string);

    private bool IsNumber => !Plain.IsEnum && System.Type.GetTypeCode(Plain) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private bool IsWhole => IsNumber && System.Type.GetTypeCode(Plain) < TypeCode.Single;

    private string Base => IsAnything ? "anything"
        : Scalar is null ? (IsList ? $"{Plain.Name}s" : $"{Plain.Name}_object")
        : IsWhole ? "integer"
        : IsNumber ? "number"
        : Plain.Name.ToLowerInvariant();

    /// <summary>What may stand for the field itself: <c>{ f: v }</c>. Null where nothing may.</summary>
    public JsonNode? Value() => IsAnything ? OfTypes("string", "number", "boolean", "null")
        : Scalar is null ? (IsList ? null : OfTypes("null"))
        : OrNull(Operand());

    /// <summary>The conditions that a field takes.</summary>
    /// <param name="allows">Whether an operator is allowed.</param>
    /// <param name="own">A reference to these conditions.</param>
    /// <param name="element">A reference to the filter of an element; null for other lists.</param>
    /// <param name="limits">What conditions may cost.</param>
    public JsonObject Conditions(Func<string, bool> allows, JsonObject own, JsonObject? element, FilterLimits limits)
    {
        var all = new JsonObject();
        Add("$exists", OfTypes("boolean"));
        Add("$not", own.DeepClone());
        if (Value() is { } value)
        {
            Add("$eq", value.DeepClone());
            Add("$ne", value.DeepClone());
        }

        if (IsAnything || Scalar is not null)
        {
            Add("$in", List(Value()!, limits));
            Add("$nin", List(Value()!, limits));
            Add("$type", new JsonObject { ["enum"] = new JsonArray([.. Types.Select(type => (JsonNode)type)]) });
        }

        if (IsAnything || Scalar is { HasOrder: true })
        {
            foreach (var name in (string[])["$gt", "$gte", "$lt", "$lte"])
            {
                Add(name, IsAnything ? OfTypes("string", "number", "boolean") : Operand());
            }
        }

        if (IsAnything || IsText)
        {
            Add("$regex", new JsonObject { ["type"] = "string", ["maxLength"] = limits.PatternLength });
            Add("$options", new JsonObject { ["type"] = "string", ["pattern"] = "^[imsx]*$" });
            Add("$glob", new JsonObject { ["type"] = "string", ["maxLength"] = limits.PatternLength });
        }

        if (IsAnything || IsWhole)
        {
            Add("$mod", JsonNode.Parse(
                """{"type": "array", "prefixItems": [{"type": "integer", "not": {"const": 0}}, {"type": "integer"}], "minItems": 2, "maxItems": 2}""")!);
        }

        if (IsAnything || IsList)
        {
            Add("$size", new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = int.MaxValue });
            if (IsAnything || Scalar is not null)
            {
                Add("$all", List(Value()!, limits));
            }

            if (element is not null)
            {
                Add("$elemMatch", element);
            }
        }

        var conditions = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = all,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        };
        if (all.ContainsKey("$options"))
        {
            conditions["dependentRequired"] = new JsonObject { ["$options"] = new JsonArray("$regex") };
        }

        return conditions;

        void Add(string name, JsonNode schema)
        {
            if (allows(name))
            {
                all[name] = schema;
            }
        }
    }

    /// <summary>A value of the field that is not null.</summary>
    private JsonObject Operand() => IsNumber ? OfTypes("number")
        : Plain.IsEnum ? new JsonObject { ["enum"] = new JsonArray([.. EnumNames().Select(name => (JsonNode)name)]) }
        : Plain == typeof(bool) ? OfTypes("boolean")
        : Plain == typeof(DateTime) || Plain == typeof(DateTimeOffset) ? FormOr("$date", "date-time")
        : Plain == typeof(Guid) ? FormOr("$uuid", "uuid")
        : Plain == typeof(DateOnly) ? Text("date")
        : Plain == typeof(TimeOnly) ? Matching("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
        : Plain == typeof(TimeSpan) ? Matching("^([0-9]{1,6}[.])?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
        : Plain == typeof(char) ? Matching("^[^\\uD800-\\uDFFF]$")
        : Plain == typeof(byte[]) ? (JsonObject)JsonNode.Parse(
            """{"type": "object", "properties": {"$binary": {"type": "object", "properties": {"base64": {"type": "string"}, "subType": {"const": "00"}}, "required": ["base64", "subType"], "additionalProperties": false}}, "required": ["$binary"], "additionalProperties": false}""")!
        : OfTypes("string");

    private IEnumerable<string> EnumNames() => Enum.GetNames(Plain).SelectMany(name => new[]
    {
        name, JsonNamingPolicy.CamelCase.ConvertName(name), JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
    }).Distinct(StringComparer.Ordinal);

    private static JsonObject List(JsonNode value, FilterLimits limits) =>
        new() { ["type"] = "array", ["items"] = value, ["maxItems"] = limits.ListLength };

    private static JsonObject OrNull(JsonObject value) => new() { ["anyOf"] = new JsonArray(value, OfTypes("null")) };

    private static JsonObject OfTypes(params string[] types) =>
        new() { ["type"] = types is [var one] ? one : new JsonArray([.. types.Select(type => (JsonNode)type)]) };

    private static JsonObject Matching(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    private static JsonObject FormOr(string form, string format) => new()
    {
        ["anyOf"] = new JsonArray(
            Text(format),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [form] = Text(format) },
                ["required"] = new JsonArray(form),
                ["additionalProperties"] = false,
            }),
    };
}
