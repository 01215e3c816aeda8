using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace TaskDbLinq;

/// <summary>
/// A question in the query string of a request, as a parameter of a minimal API's handler:
/// <c>app.MapGet("/customers", (FindRequest find, Shop shop) => shop.Customers.ToDocumentPageAsync(find.Query, options: find.Options))</c>.
/// </summary>
/// <param name="Query">The question.</param>
/// <param name="Options">What it was allowed to name and cost.</param>
public sealed record FindRequest(FindQuery Query, FindOptions Options)
{
    /// <summary>Reads the question of a request by the endpoint's options.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="QueryException">The question is malformed; <see cref="QueryProblemDetails"/> makes an answer of it.</exception>
    public static ValueTask<FindRequest> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.GetEndpoint()?.Metadata.GetMetadata<FindOptions>() ?? FindOptions.Default;
        return ValueTask.FromResult(Read(context.Request, options));
    }

    internal static FindRequest Read(HttpRequest request, FindOptions options)
    {
        var parameters =
            request.Query.SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));
        return new FindRequest(FindQuery.FromParameters(parameters, options), options);
    }
}
