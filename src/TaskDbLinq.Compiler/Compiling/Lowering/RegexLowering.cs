using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Filters.Patterns;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$regex</c> and <c>$glob</c>.</summary>
internal sealed class RegexLowering : ConditionLowering<Regex>
{
    /// <summary><c>{ stdout: { $regex: "a" } } => Pattern.IsMatch(t.Stdout, pattern)</c></summary>
    protected override Expression Lower(Regex condition, FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return document.Satisfies(condition, builder);
        }

        return target.Some(scalar => scalar.Value.Type == typeof(string)
                ? Expression.Call(
                    Pattern.IsMatchMethod, scalar.Value, builder.Capture<Pattern, Regex>(condition, Read), Registration.Argument)
                : RefusePattern(condition, scalar, builder))
            ?? RefusePattern(condition, target, builder);
    }

    private static bool Read(Regex condition, out Pattern value, out string reason)
    {
        (value, reason) = (condition.Pattern.At(condition.Path.ToString()), string.Empty);
        return true;
    }

    private static Expression RefusePattern(Regex condition, FieldTarget target, PredicateBuilder builder) =>
        Refuse(condition, target, ": a pattern is for strings", builder);
}
