using Microsoft.AspNetCore.Http;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>
/// A filter as a parameter of a minimal API's handler or of a controller's action: the parameter <c>filter</c> of a request's query
/// string, whose other parameters are the application's own, or the JSON of its body.
/// </summary>
/// <param name="Filter">The filter; everything where the request has none.</param>
/// <param name="Options">What it was allowed to name and cost.</param>
[QuestionBinder]
public sealed record FilterRequest(Filter Filter, FilterOptions Options)
{
    /// <summary>Reads the filter of a request by the endpoint's options.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="QueryException">The filter is malformed; <see cref="QueryProblemDetails"/> makes an answer of it.</exception>
    public static async ValueTask<FilterRequest> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = QuestionReader.OptionsOf(context);
        return new FilterRequest(
            await QuestionReader.FilterAsync(context.Request, options).ConfigureAwait(false), options.Filter);
    }
}
