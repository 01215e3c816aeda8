using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// A whole string by shell pattern, as Python's fnmatch has it: <c>*</c>, <c>?</c>, <c>[seq]</c>, <c>[!seq]</c>; case counts.
/// IPython's own operator: MongoDB gets the pattern it stands for.
/// </summary>
/// <seealso href="https://docs.python.org/3/library/fnmatch.html"/>
internal sealed class Glob : IConditionOperator
{
    public static string Name => "$glob";

    public static JsonNode? Describe(IDescribedField field) => field.HoldsText ? OperandSchema.Pattern(field.Limits) : null;

    /// <summary><c>{ $glob: "a*" } => { $regex: "\Aa.*\z", $options: "s" }</c></summary>
    public static Condition? Parse(OperandSource source) => source.Value() switch
    {
        null => null,
        DocumentString text => Regex.Create(source, GlobPattern.ToRegex(text.Value), "s"),
        _ => source.Fail("$glob takes a string"),
    };
}
