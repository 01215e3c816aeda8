using System.Linq.Expressions;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ Regex.IsMatch(t.S, "a", RegexOptions.IgnoreCase) } => { s: { $regex: "a", $options: "i" } }</c>; the text is read as PCRE.
/// </summary>
internal sealed class RegexReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: nameof(Regex.IsMatch) } call || call.Method.DeclaringType != typeof(Regex)
            || Field.TryRead(call.Arguments[0], scope) is not { } field)
        {
            return null;
        }

        if (Compiled(call) is not { } regex)
        {
            return scope.Refuse(call, "a pattern must be the same for every record, and start at the string's start");
        }

        // ClrReader knows which options MongoDB has.
        var problems = new List<QueryProblem>();
        var literal = new ClrReader(problems, 0, int.MaxValue - 1).Read(regex, QueryPath.Root, 0) as DocumentRegex;
        return literal is null
            ? scope.Refuse(call, problems[0].Reason)
            : Patterns.Where(field, literal.Pattern, literal.Options, call, scope);
    }

    private static Regex? Compiled(MethodCallExpression call)
    {
        if (call.Object is { } instance)
        {
            return call.Arguments.Count == 1 && ClosedValues.TryGet(instance, out var regex) ? regex as Regex : null;
        }

        if (!ClosedValues.TryGet(call.Arguments[1], out var pattern) || pattern is not string text)
        {
            return null;
        }

        var options = call.Arguments.Count > 2 && ClosedValues.TryGet(call.Arguments[2], out var flags) && flags is RegexOptions chosen
            ? chosen
            : RegexOptions.None;
        return call.Arguments.Count > 2 && !ClosedValues.IsValue(call.Arguments[2])
            ? null
            : new Regex(text, options, FilterLimits.Default.PatternTimeout);
    }
}
