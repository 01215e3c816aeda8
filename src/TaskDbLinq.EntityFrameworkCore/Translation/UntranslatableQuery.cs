using TaskDbLinq.Filters;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>EF Core's refusal of a query, in one line.</summary>
internal static class UntranslatableQuery
{
    private const string Details = "Additional information: ";
    private const string Advice = " Either rewrite the query";
    private const string Mapping = " If this method can be mapped";

    /// <summary>The exception to raise; null when the fault is about something else.</summary>
    /// <param name="fault">What EF Core raised.</param>
    /// <param name="store">The database, as the message names it.</param>
    public static QueryException? Explain(InvalidOperationException fault, string store)
    {
        var message = fault.Message;
        if (!message.Contains("could not be translated", StringComparison.Ordinal))
        {
            return null;
        }

        // EF Core names the part after "Additional information" where it knows it, and before that shows the whole query.
        var start = message.IndexOf(Details, StringComparison.Ordinal);
        var end = message.IndexOf(Advice, StringComparison.Ordinal);
        var part = (start >= 0, end > start) switch
        {
            (true, true) => message[(start + Details.Length)..end],
            (true, false) => message[(start + Details.Length)..],
            (false, true) when end > 0 => message[..end],
            _ => message,
        };
        part = part.Split(Mapping)[0];
        var line = string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return new QueryException(new QueryProblem(string.Empty, $"the query can't run in {store}: {line}"));
    }
}
