using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace TaskDbLinq.Server.Wire;

/// <summary>An error as an answer has it.</summary>
internal sealed record Failure(int Status, string Type, string Message)
{
    /// <summary>What is wrong with a query; empty for other errors.</summary>
    public ImmutableArray<QueryProblem> Problems { get; init; } = [];

    public static Failure Of(Exception fault, bool isTimeOver = false) => fault switch
    {
        QueryException query => new(StatusCodes.Status400BadRequest, "query", query.Message) { Problems = query.Problems },
        BadRequestException => new(StatusCodes.Status400BadRequest, "request", fault.Message),
        TaskNotFoundException => new(StatusCodes.Status404NotFound, "not_found", fault.Message),
        NoDataException => new(StatusCodes.Status404NotFound, "no_data", fault.Message),
        DuplicateTaskException => new(StatusCodes.Status409Conflict, "duplicate", fault.Message),
        ReadOnlyTaskDbException => new(StatusCodes.Status403Forbidden, "read_only", fault.Message),
        BadHttpRequestException bad => new(bad.StatusCode, "request", bad.Message),
        QueryTimeoutException => new(StatusCodes.Status503ServiceUnavailable, "timeout", fault.Message),
        OperationCanceledException when isTimeOver => new(StatusCodes.Status503ServiceUnavailable, "timeout", "The request took too long."),
        OperationCanceledException => new(StatusCodes.Status503ServiceUnavailable, "stopping", "The service is stopping."),
        TaskDbException or ObjectDisposedException => new(StatusCodes.Status503ServiceUnavailable, "database", fault.Message),
        _ => new(StatusCodes.Status500InternalServerError, "internal", $"The service failed: {fault.GetType().Name}."),
    };
}

/// <summary>A request that isn't what the path takes.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
