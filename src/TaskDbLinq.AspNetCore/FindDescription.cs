using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
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
        operation.Parameters ??= [];
        Add(Filter(Define(record, options, path, document)));
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

    /// <summary>Describes the question, or the filter, that an action or a handler has as its parameter.</summary>
    /// <param name="over">What it may name and cost.</param>
    /// <param name="api">The action.</param>
    /// <param name="operation">The operation that is described.</param>
    /// <param name="document">The document in which the definitions are kept.</param>
    public static void Add(IFindOver over, ApiDescription api, OpenApiOperation operation, OpenApiDocument document)
    {
        var path = $"{api.RelativePath}{(api.HttpMethod == "GET" ? string.Empty : "_" + api.HttpMethod)}";
        var isFilter = api.ActionDescriptor.Parameters.Select(parameter => parameter.ParameterType)
            .Concat(api.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>()
                .SelectMany(handler => handler.GetParameters(), (_, parameter) => parameter.ParameterType))
            .Contains(typeof(FilterRequest));
        var others = operation.Parameters ?? [];
        operation.Parameters = [];
        if (api.HttpMethod is "GET" or "HEAD")
        {
            if (isFilter)
            {
                operation.Parameters.Add(Filter(Define(over.Record, over.Options, path, document)));
            }
            else
            {
                Add(over.Record, over.Options, path, operation, document);
            }
        }
        else
        {
            var filter = Define(over.Record, over.Options, path, document);
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = Json(isFilter ? filter : Question(filter, over.Options)),
            };
        }

        foreach (var other in others)
        {
            operation.Parameters.Add(other);
        }
    }

    /// <summary>Defines the filter of an operation, and what it is made of.</summary>
    private static OpenApiSchemaReference Define(Type record, FindOptions options, string path, OpenApiDocument document)
    {
        var prefix = string.Concat(path.Select(unit => char.IsAsciiLetterOrDigit(unit) ? unit : '_')) + "_";
        var (filter, definitions) = FilterSchema.Parts(record, options.Filter, Place + prefix);
        foreach (var (name, definition) in definitions)
        {
            document.AddComponent<IOpenApiSchema>(prefix + name, Read(name, definition!, document));
        }

        return new OpenApiSchemaReference(prefix + filter, document);
    }

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiParameter Filter(IOpenApiSchema filter) => new()
    {
        Name = "filter",
        In = ParameterLocation.Query,
        Description = "Which records.",
        Content = Json(filter),
    };

    /// <summary>A whole question as a body has it.</summary>
    private static OpenApiSchema Question(IOpenApiSchema filter, FindOptions options) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["filter"] = filter,
            ["sort"] = Open("1 for ascending and -1 for descending order, by field; or names, - before one that is descending."),
            ["projection"] = Open("1 for a field that is wanted, or 0 for one that is not; or the names of those that are wanted."),
            ["skip"] = Number("skip", string.Empty, 0, options.MaxSkip).Schema!,
            ["limit"] = Number("limit", string.Empty, 1, options.MaxLimit).Schema!,
            ["after"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static OpenApiSchema Open(string description) =>
        new() { Description = description, Type = JsonSchemaType.Object | JsonSchemaType.Array | JsonSchemaType.String };

    private static OpenApiSchema Read(string name, JsonNode definition, OpenApiDocument document) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(
            Known(definition).ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out var faults, "json") is { } schema
            && faults.Errors.Count == 0
            ? schema
            : throw new InvalidOperationException($"The schema of {name} is not read: {string.Join("; ", faults.Errors)}");

    /// <summary>
    /// <c>{ prefixItems: [{ type: integer, not: … }, …] } => { items: { type: integer } }</c>: the object model of OpenAPI, which would
    /// write it into the document under another name, does not know what draft 2020-12 says of single elements.
    /// </summary>
    private static JsonNode Known(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                var known = new JsonObject();
                foreach (var (name, value) in fields)
                {
                    // A field may have that name, too: its schema is an object.
                    if (name == "prefixItems" && value is JsonArray)
                    {
                        known["items"] = new JsonObject { ["type"] = "integer" };
                    }
                    else
                    {
                        known[name] = value is null ? null : Known(value);
                    }
                }

                return known;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => item is null ? null : Known(item))]);
            default:
                return node.DeepClone();
        }
    }

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
