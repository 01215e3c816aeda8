using Microsoft.AspNetCore.Http;

namespace TaskDbLinq;

/// <summary>
/// A question in the query string of a request or, written as JSON, in its body, as a parameter of a minimal API's handler or of a
/// controller's action:
/// <c>app.MapGet("/customers", (FindRequest find, Shop shop) => shop.Customers.ToDocumentPageAsync(find.Query, options: find.Options))</c>.
/// </summary>
/// <param name="Query">The question.</param>
/// <param name="Options">What it was allowed to name and cost: see <see cref="FindOverAttribute{T}"/>.</param>
[QuestionBinder]
public sealed record FindRequest(FindQuery Query, FindOptions Options)
{
    /// <summary>Reads the question of a request by the endpoint's options.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="QueryException">The question is malformed; <see cref="QueryProblemDetails"/> makes an answer of it.</exception>
    public static async ValueTask<FindRequest> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = QuestionReader.OptionsOf(context);
        return new FindRequest(await QuestionReader.FindAsync(context.Request, options).ConfigureAwait(false), options);
    }
}
