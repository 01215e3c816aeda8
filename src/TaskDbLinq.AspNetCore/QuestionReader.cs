using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Reads what a request asks, in its query string or in its body.</summary>
internal static class QuestionReader
{
    private const string FilterName = "filter";

    /// <summary>How long a body may be: longer than what any limit of a filter lets through that a person writes.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>What the endpoint allows.</summary>
    public static FindOptions OptionsOf(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<IFindOver>()?.Options ?? metadata?.GetMetadata<FindOptions>() ?? FindOptions.Default;
    }

    public static async ValueTask<FindQuery> FindAsync(HttpRequest request, FindOptions options)
    {
        if (!HasBody(request))
        {
            return FindQuery.FromParameters(Parameters(request), options);
        }

        var problems = request.Query.Keys.Where(name => !options.OtherParameters.Contains(name))
            .Select(name => new QueryProblem(name, "the question is in the body: the query string has no part of it"))
            .ToList();
        return problems.Count > 0
            ? throw new QueryException(problems)
            : FindQuery.Parse(await BodyAsync(request).ConfigureAwait(false), options);
    }

    public static async ValueTask<Filter> FilterAsync(HttpRequest request, FindOptions options) => HasBody(request)
        ? Filter.Parse(await BodyAsync(request).ConfigureAwait(false), options.Filter)
        : FindQuery.FromParameters(Parameters(request).Where(parameter => parameter.Key == FilterName), options).Filter;

    private static bool HasBody(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.HasJsonContentType();

    private static IEnumerable<KeyValuePair<string, string?>> Parameters(HttpRequest request) =>
        request.Query.SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));

    private static async ValueTask<string> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4_096];
        while (body.Length <= MostBytes
            && await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
        }

        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        return bytes.Length > MostBytes
            ? throw new QueryException(
                new QueryProblem(string.Empty, FormattableString.Invariant($"the body has more than {MostBytes} bytes")))
            : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
            : throw new QueryException(new QueryProblem(string.Empty, "the body is not UTF-8"));
    }
}
