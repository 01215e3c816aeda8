using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>A dotted path to a field, such as <c>metadata.after.0</c>. A numeric segment is an index and a name.</summary>
internal sealed class FieldPath : IEquatable<FieldPath>
{
    private readonly string[] _segments;
    private readonly int[]? _indexes;

    private FieldPath(string text, string[] segments)
    {
        Text = text;
        _segments = segments;
        _indexes = Array.Exists(segments, IsIndex) ? Array.ConvertAll(segments, Index) : null;
    }

    /// <summary>The value itself.</summary>
    public static FieldPath Here { get; } = new(string.Empty, []);

    public string Text { get; }

    public int Length => _segments.Length;

    public string First => _segments[0];

    public string this[int at] => _segments[at];

    public static FieldPath Parse(string text) => new(text, text.Split('.'));

    /// <summary>The array index that the segment spells; -1 when it spells none.</summary>
    public int IndexAt(int at) => _indexes is null ? -1 : _indexes[at];

    /// <summary>The path without its first segments.</summary>
    public FieldPath From(int start) =>
        start == 0 ? this : start >= Length ? Here : new(string.Join('.', _segments[start..]), _segments[start..]);

    public FieldPath Under(string parent) => Length == 0 ? Parse(parent) : Parse($"{parent}.{Text}");

    public bool Equals(FieldPath? other) => other is not null && Text == other.Text && Length == other.Length;

    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static bool IsIndex(string segment) => Index(segment) >= 0;

    private static int Index(string segment) => DocumentArray.TryParseIndex(segment, out var index) ? index : -1;
}
