using Microsoft.Extensions.Logging;

namespace TaskDbLinq.Mongo.Connections;

/// <summary>What the opening of a database does by itself, which may take long in a large collection.</summary>
internal static partial class OpeningLog
{
    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "{Collection} has its indexes, after {Seconds:0.000} s.")]
    public static partial void Indexed(ILogger logger, string collection, double seconds);
}
