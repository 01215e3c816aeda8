using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace TaskDbLinq;

/// <summary>Describes the parameters of a question in an OpenAPI document; the filter by the schema of what its type allows.</summary>
internal static class FindDescription
{
    private const string Place = "#/components/schemas/";

    /// <param name="record">The record type.</param>
    /// <param name="options">What a question may name and cost.</param>
    /// <param name="path">The path of the operation: what is allowed may differ between two over the same type.</param>
    /// <param name="operation">The operation that is described.</param>
    /// <param name="document">The document in which the definitions are kept.</param>
    /// <exception cref="InvalidOperationException">A definition can't be read as OpenAPI has them.</exception>
    public static void Add(Type record, FindOptions options, string path, OpenApiOperation operation, OpenApiDocument document)
    {
        var prefix = string.Concat(path.Select(unit => char.IsAsciiLetterOrDigit(unit) ? unit : '_')) + "_";
        var (filter, definitions) = FilterSchema.Parts(record, options.Filter, Place + prefix);
        foreach (var (name, definition) in definitions)
        {
            document.AddComponent<IOpenApiSchema>(prefix + name, Read(name, definition!, document));
        }

        operation.Parameters ??= [];
        var json = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(prefix + filter, document) },
        };
        Add(new OpenApiParameter { Name = "filter", Description = "Which records.", Content = json });
        Add(Text("sort", "The order: fields with commas between them, - before one that is descending."));
        Add(Text("projection", "The fields that are wanted, with commas between them."));
        Add(Number("skip", "How many records are left out.", 0, options.MaxSkip));
        Add(Number("limit", "How many records at most.", 1, options.MaxLimit));
        Add(Text("after", "The cursor that the page before has as next."));

        void Add(OpenApiParameter parameter)
        {
            parameter.In = ParameterLocation.Query;
            operation.Parameters!.Add(parameter);
        }
    }

    private static OpenApiSchema Read(string name, JsonNode definition, OpenApiDocument document) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(
            definition.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out var faults, "json") is { } schema
            && faults.Errors.Count == 0
            ? schema
            : throw new InvalidOperationException($"The schema of {name} is not read: {string.Join("; ", faults.Errors)}");

    private static OpenApiParameter Text(string name, string description) => new()
    {
        Name = name,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Number(string name, string description, int least, int most) => new()
    {
        Name = name,
        Description = description,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(CultureInfo.InvariantCulture),
            Maximum = most.ToString(CultureInfo.InvariantCulture),
        },
    };
}
