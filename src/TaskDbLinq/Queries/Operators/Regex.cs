using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;
using TaskDbLinq.Queries.Patterns;

namespace TaskDbLinq.Queries.Operators;

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

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        var options = source.Siblings[RegexOptions.Name];
        return (value, options) switch
        {
            (DocumentRegex { Options.Length: > 0 }, DocumentString) => source.Fail("the pattern has options already"),
            (DocumentRegex literal, DocumentNull) => source.Node(Create(source, literal.Pattern, literal.Options)),
            (DocumentRegex literal, DocumentString text) => source.Node(Create(source, literal.Pattern, text.Value)),
            (DocumentString text, DocumentNull) => source.Node(Create(source, text.Value, string.Empty)),
            (DocumentString text, DocumentString flags) => source.Node(Create(source, text.Value, flags.Value)),
            (DocumentString, _) => source.Fail("$options takes a string of i, m, s and x"),
            _ => source.Fail("$regex takes a string"),
        };
    }

    /// <summary>The condition; null, with the problem noted, when the pattern can't be run.</summary>
    public static Regex? Create(OperandSource source, string text, string options) =>
        source.Pattern(text, options) is { } pattern ? new Regex(source.Path, pattern) : null;

    /// <summary>A pattern that stands as a value: it counts as <c>$regex</c> for what is allowed.</summary>
    public static Regex? Create(OperandSource source, DocumentRegex literal) =>
        source.Parser.Allowed(Name, source.Path) ? Create(source, literal.Pattern, literal.Options) : null;

    public override bool Accepts(DocumentValue value) => value is DocumentString text && pattern.IsMatch(text.Value);

    /// <summary><c>{ stdout: { $regex: "a" } } => Pattern.IsMatch(t.Stdout, pattern)</c></summary>
    public override Expression Build(FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return document.Satisfies(this, builder);
        }

        var test = target.Some(scalar => scalar.Value.Type == typeof(string)
            ? Expression.Call(Pattern.IsMatchMethod, scalar.Value, builder.Capture<Pattern, Regex>(this, Read))
            : Refuse(scalar, builder));
        return test ?? Refuse(target, builder);
    }

    public override bool RenderInto(DocumentBuilder document) =>
        document.TryAdd(Name, Operand) && (pattern.Options.Length == 0 || document.TryAdd(RegexOptions.Name, pattern.Options));

    private static bool Read(Regex condition, out Pattern value, out string reason)
    {
        (value, reason) = (condition.Pattern, string.Empty);
        return true;
    }

    private Expression Refuse(FieldTarget target, PredicateBuilder builder)
    {
        builder.Fail(Path, $"the field holds {target.Description}: a pattern is for strings");
        return PredicateBuilder.True;
    }
}

/// <summary>The options of the <c>$regex</c> beside it.</summary>
internal sealed class RegexOptions : IConditionOperator
{
    public static string Name => "$options";

    public static Condition? Parse(OperandSource source) =>
        source.Siblings.ContainsKey(Regex.Name) ? null : source.Fail("$options needs a $regex beside it");
}
