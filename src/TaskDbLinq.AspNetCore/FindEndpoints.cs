using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Endpoints that answer questions in the query string.</summary>
public static class FindEndpoints
{
    private const string Total = "total";

    /// <summary>Numbers that JSON has no form for are written as strings: <c>"NaN"</c>.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>
    /// Maps <c>GET pattern?filter=…&amp;sort=…&amp;projection=…&amp;limit=…&amp;after=…&amp;total=true</c> to the records of a query:
    /// <c>{ "items": […], "next": "…", "total": 3 }</c>.
    /// </summary>
    /// <typeparam name="T">The record type.</typeparam>
    /// <param name="endpoints">Where the endpoint is added.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="records">Returns the records of a request, such as a <c>DbSet</c> of its services, restricted to what its user may
    /// see.</param>
    /// <param name="options">What a question may name and cost; a list of allowed fields and operators belongs to every endpoint that is
    /// public.</param>
    public static RouteHandlerBuilder MapFind<T>(
        this IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, IQueryable<T>> records, FindOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(options);
        var withTotal = options with { OtherParameters = [.. options.OtherParameters, Total] };
        return endpoints.MapGet(pattern, async (HttpContext context) =>
        {
            var question = await QuestionReader.FindAsync(context.Request, withTotal).ConfigureAwait(false);
            var page = await records(context).ToDocumentPageAsync(
                question, ReadTotal(context.Request.Query[Total]), options, context.RequestAborted).ConfigureAwait(false);
            return Results.Json(page, Json);
        }).DescribeFind<RouteHandlerBuilder, T>(options);
    }

    /// <summary>
    /// Describes the parameters of a question in the application's OpenAPI document, the filter by the schema of what the type and the
    /// options allow, <see cref="FilterSchema"/>. <see cref="MapFind"/> does so by itself; without <c>AddOpenApi()</c> nothing happens.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the endpoint.</typeparam>
    /// <typeparam name="T">The record type.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <param name="options">What a question may name and cost.</param>
    public static TBuilder DescribeFind<TBuilder, T>(this TBuilder builder, FindOptions options)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            if (context.Document is { } document)
            {
                FindDescription.Add(typeof(T), options, context.Description.RelativePath ?? string.Empty, operation, document);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Describes the questions of controllers' actions, and of handlers, that have <see cref="FindOverAttribute{T}"/>:
    /// <c>builder.Services.AddOpenApi(options => options.DescribeFinds())</c>.
    /// </summary>
    /// <param name="options">The options of the OpenAPI document.</param>
    public static OpenApiOptions DescribeFinds(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Document is { } document
                && context.Description.ActionDescriptor.EndpointMetadata.OfType<IFindOver>().LastOrDefault() is { } over)
            {
                FindDescription.Add(over, context.Description, operation, document);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Sets what the <see cref="FindRequest"/> of an endpoint's handler may name and cost.</summary>
    public static TBuilder WithFindOptions<TBuilder>(this TBuilder builder, FindOptions options)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(options);

    private static bool ReadTotal(string? text) => text switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw new QueryException(new QueryProblem(Total, "expected true or false")),
    };
}
