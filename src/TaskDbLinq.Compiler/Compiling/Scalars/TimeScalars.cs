using System.Globalization;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Spans of time, written as .NET's constant format has them.</summary>
internal sealed class TimeSpanScalar : StructScalar<TimeSpan>
{
    public override string Description => "a span of time";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.String];

    protected override string Expected => "a string such as \"1.02:03:04\"";

    protected override bool TryRead(DocumentValue value, out TimeSpan result)
    {
        result = default;
        return value is DocumentString text && TimeSpan.TryParseExact(text.Value, "c", CultureInfo.InvariantCulture, out result);
    }
}

/// <summary>Times of day.</summary>
internal sealed class TimeOnlyScalar : StructScalar<TimeOnly>
{
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    public override string Description => "a time of day";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.String];

    protected override string Expected => "a string such as \"10:30:00\"";

    protected override bool TryRead(DocumentValue value, out TimeOnly result)
    {
        result = default;
        return value is DocumentString text
            && TimeOnly.TryParseExact(text.Value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out result);
    }
}
