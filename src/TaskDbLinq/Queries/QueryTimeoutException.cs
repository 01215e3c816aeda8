namespace TaskDbLinq.Queries;

/// <summary>A pattern took longer on one value than <see cref="QueryLimits.PatternTimeout"/> allows.</summary>
public sealed class QueryTimeoutException : TimeoutException
{
    /// <summary>A timeout with this message.</summary>
    public QueryTimeoutException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
