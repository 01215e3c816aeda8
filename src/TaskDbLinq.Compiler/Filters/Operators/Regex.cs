using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>A string in which a PCRE pattern is found: <c>{ f: { $regex: "^a", $options: "i" } }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/regex/"/>
internal sealed class Regex(QueryPath path, Pattern pattern) : Condition(path), IConditionOperator
{
    public static string Name => "$regex";

    public override string Operator => Name;

    public override DocumentValue Operand => pattern.Text;

    public Pattern Pattern => pattern;

    /// <summary>The pattern as a value, as lists hold it.</summary>
    public DocumentValue Literal => new DocumentRegex(pattern.Text, pattern.Options);

    public static JsonNode? Describe(IDescribedField field) => field.HoldsText ? OperandSchema.Pattern(field.Limits) : null;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        var options = source.Siblings[Options.Name];
        return (value, options) switch
        {
            (DocumentRegex { Options.Length: > 0 }, DocumentString) => source.Fail("the pattern has options already"),
            (DocumentRegex literal, DocumentNull) => Create(source, literal.Pattern, literal.Options),
            (DocumentRegex literal, DocumentString text) => Create(source, literal.Pattern, text.Value),
            (DocumentString text, DocumentNull) => Create(source, text.Value, string.Empty),
            (DocumentString text, DocumentString flags) => Create(source, text.Value, flags.Value),
            (DocumentString, _) => source.Fail("$options takes a string of i, m, s and x"),
            _ => source.Fail("$regex takes a string"),
        };
    }

    /// <summary>The condition; null, with the problem noted, when the pattern can't be run.</summary>
    public static Regex? Create(OperandSource source, string text, string options) =>
        source.Pattern(text, options) is { } pattern ? new Regex(source.Path, pattern) : null;

    /// <summary>A pattern that stands as a value: it counts as <c>$regex</c> for what is allowed.</summary>
    public static Regex? Create(OperandSource source, DocumentRegex literal) =>
        source.Reader.Allowed(Name, source.Path) ? Create(source, literal.Pattern, literal.Options) : null;

    public override bool? HoldsForNull => false;

    public override bool Accepts(DocumentValue value) => value is DocumentString text && pattern.IsMatch(text.Value);

    public override bool RenderInto(DocumentBuilder document) =>
        document.TryAdd(Name, Operand) && (pattern.Options.Length == 0 || document.TryAdd(Options.Name, pattern.Options));
}
