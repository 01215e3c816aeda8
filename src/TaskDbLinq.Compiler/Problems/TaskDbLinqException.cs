namespace TaskDbLinq;

/// <summary>The base of all exceptions of this library that are not about a wrong argument or a disposed object.</summary>
public abstract class TaskDbLinqException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What is wrong, in one sentence or one line for each problem.</param>
    /// <param name="inner">What caused it; null if nothing did.</param>
    protected TaskDbLinqException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
