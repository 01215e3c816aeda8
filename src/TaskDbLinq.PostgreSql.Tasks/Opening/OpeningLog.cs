using Microsoft.Extensions.Logging;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>What the opening of a database does by itself.</summary>
internal static partial class OpeningLog
{
    [LoggerMessage(
        EventId = 31, Level = LogLevel.Information, Message = "The task database was created in the PostgreSQL database {Database}.")]
    public static partial void Created(ILogger logger, string database);
}
