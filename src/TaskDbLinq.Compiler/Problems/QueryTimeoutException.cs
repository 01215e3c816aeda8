namespace TaskDbLinq;

/// <summary>A pattern took longer on one value than <see cref="FilterLimits.PatternTimeout"/> allows.</summary>
public sealed class QueryTimeoutException : TaskDbLinqException
{
    /// <summary>A timeout with this message.</summary>
    public QueryTimeoutException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
