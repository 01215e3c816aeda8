using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace TaskDbLinq;

/// <summary>
/// Answers requests whose question can't be answered with problem details, <see href="https://www.rfc-editor.org/rfc/rfc9457">RFC
/// 9457</see>.
/// </summary>
public static class QueryProblemDetails
{
    /// <summary>
    /// Makes 400 of every <see cref="QueryException"/>, with <c>problems</c>: the path, the reason and, where one is known, the suggestion
    /// of each; and 422 of a pattern that runs longer than it may. The application calls <c>UseExceptionHandler()</c>.
    /// </summary>
    public static IServiceCollection AddQueryProblemDetails(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<Handler>();

    /// <summary>Returns the problem details of a question.</summary>
    /// <param name="fault">What is wrong with it.</param>
    public static ProblemDetails Of(QueryException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The query can't be answered.",
            Detail = fault.Problems is [var only] ? only.ToString() : $"It has {fault.Problems.Length} problems.",
            Extensions =
                { ["problems"] = fault.Problems.Select(problem => new Shown(problem.Path, problem.Reason, problem.Suggestion)).ToArray() },
        };
    }

    private sealed record Shown(string Path, string Reason, string? Suggestion);

    private sealed class Handler(IProblemDetailsService problems) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var details = exception switch
            {
                QueryException fault => Of(fault),
                QueryTimeoutException fault => new ProblemDetails
                {
                    Status = StatusCodes.Status422UnprocessableEntity,
                    Title = "The query takes too long.",
                    Detail = fault.Message,
                },
                _ => null,
            };
            if (details is null)
            {
                return ValueTask.FromResult(false);
            }

            httpContext.Response.StatusCode = details.Status!.Value;
            return problems.TryWriteAsync(
                new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
        }
    }
}
