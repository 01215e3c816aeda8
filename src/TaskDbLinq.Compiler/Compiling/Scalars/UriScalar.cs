using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// URIs, as strings. They are equal by their text, as stores keep them: .NET's own <c>==</c> leaves the fragment out.
/// </summary>
internal sealed class UriScalar : ScalarType<Uri>
{
    public override string Description => "a URI";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.String];

    protected override bool IsOrdered => false;

    protected override string Expected => "a string such as \"https://example.org/a\"";

    /// <summary><c>{ value == operand } => list.Contains(value)</c>, with a list that compares by text.</summary>
    public override Expression Compare(Expression value, ValueCondition condition, PredicateBuilder builder) =>
        condition.Comparison == Comparison.Equal
            ? Among(value, builder.Capture<IEnumerable<Uri>, ValueCondition>(condition, ReadOne))
            : base.Compare(value, condition, builder);

    public override Expression In(Expression value, In condition, PredicateBuilder builder) =>
        Among(value, builder.Capture<IEnumerable<Uri>, In>(condition, ReadByText));

    protected override bool TryRead(DocumentValue value, out Uri result)
    {
        var isRead = Uri.TryCreate((value as DocumentString)?.Value, UriKind.RelativeOrAbsolute, out var uri);
        result = uri!;
        return isRead;
    }

    private bool ReadOne(ValueCondition condition, out IEnumerable<Uri> list, out string reason)
    {
        var isRead = TryRead(condition.Operand, out Uri uri);
        (list, reason) = (new HashSet<Uri>(isRead ? [uri] : [], ByText.Instance), isRead ? string.Empty : Refusal(condition.Operand));
        return isRead;
    }

    private bool ReadByText(In condition, out IEnumerable<Uri> list, out string reason)
    {
        var isRead = ReadList(condition, out var uris, out reason);
        list = new HashSet<Uri>(uris, ByText.Instance);
        return isRead;
    }

    private sealed class ByText : IEqualityComparer<Uri>
    {
        public static readonly ByText Instance = new();

        public bool Equals(Uri? x, Uri? y) => x?.ToString() == y?.ToString();

        public int GetHashCode(Uri obj) => obj.ToString().GetHashCode(StringComparison.Ordinal);
    }
}
