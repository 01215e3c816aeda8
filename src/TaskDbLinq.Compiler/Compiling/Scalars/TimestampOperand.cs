using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Reads timestamps: dates of a filter, and ISO 8601 strings.</summary>
internal static class TimestampOperand
{
    public const string Expected = "an ISO 8601 string or {\"$date\": \u2026}";

    public static bool TryRead(DocumentValue value, out DateTime utc)
    {
        utc = (value as DocumentDate)?.Value ?? default;
        return value is DocumentDate || (value is DocumentString text && Timestamps.TryParse(text.Value, out utc));
    }
}
