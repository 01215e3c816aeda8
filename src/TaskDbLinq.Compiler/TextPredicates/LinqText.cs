using System.Globalization;
using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.Exceptions;
using System.Linq.Expressions;
using System.Text;

namespace TaskDbLinq.TextPredicates;

/// <summary>
/// Predicates as text. The language is System.Linq.Dynamic.Core's, cut down to fields, values and a few methods: names
/// are resolved here, values are passed as arguments, and its parser sees nothing else.
/// </summary>
internal static class LinqText
{
    private const int LongestText = 4_000;

    private static readonly ParsingConfig Config = new()
    {
        CustomTypeProvider = new NoTypes(),
        UseParameterizedNamesInDynamicQuery = true,
        IsCaseSensitive = true,
        ResolveTypesBySimpleName = false,
        SupportEnumerationsFromSystemNamespace = false,
        AllowNewToEvaluateAnyType = false,
        AllowEqualsAndToStringMethodsOnObject = false,
        DisableMemberAccessToIndexAccessorFallback = true,
    };

    /// <summary>Parses a predicate.</summary>
    /// <exception cref="QueryException">The text is not a predicate over <typeparamref name="T"/>; each problem has its
    /// position.</exception>
    public static Expression<Func<T, bool>> Parse<T>(string text, object?[] values)
    {
        var problems = new List<QueryProblem>();
        if (text.Length > LongestText)
        {
            throw new QueryException(new QueryProblem(string.Empty, $"the predicate is longer than {LongestText} characters"));
        }

        var tokens = new LinqLexer(text, problems).Read();
        CheckNesting(tokens, problems);
        QueryException.ThrowIfAny(problems);
        var parts = new LinqResolver(typeof(T), new LinqCursor(tokens, values, problems)).Resolve();
        QueryException.ThrowIfAny(problems);
        return Parse<T>(parts);
    }

    public static QueryProblem Problem(int position, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"character {position + 1}"), reason);

    public static QueryProblem Unknown(LinqToken token, string what, IEnumerable<string> known) =>
        QueryProblem.UnknownName(Problem(token.Position, string.Empty).Path, what, token.Text, known);

    /// <summary>A string as the parser reads it.</summary>
    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\"";

    private static Expression<Func<T, bool>> Parse<T>(List<LinqPart> parts)
    {
        var (text, arguments, starts) = (new StringBuilder(), new List<object?>(), new List<(int Start, int Position)>());
        foreach (var part in parts)
        {
            starts.Add((text.Length, part.Token.Position));
            if (part.IsValue && part.Value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"@{arguments.Count} ");
                arguments.Add(part.Value);
            }
            else
            {
                text.Append(part.Text ?? "null").Append(' ');
            }
        }

        try
        {
            return DynamicExpressionParser.ParseLambda<T, bool>(Config, createParameterCtor: false, text.ToString(), [.. arguments]);
        }
        catch (ParseException fault)
        {
            var position = starts.LastOrDefault(pair => pair.Start <= fault.Position).Position;
            throw new QueryException(Problem(position, Reason(fault)));
        }
        catch (Exception fault)
            when (fault is InvalidOperationException or ArgumentException or NotSupportedException or FormatException or OverflowException)
        {
            throw new QueryException(new QueryProblem(string.Empty, $"the predicate can't be read: {Reason(fault)}"));
        }
    }

    private static string Reason(Exception fault) => fault.Message.TrimEnd('.');

    /// <summary>The parser recurses at each parenthesis and each not.</summary>
    private static void CheckNesting(List<LinqToken> tokens, List<QueryProblem> problems)
    {
        var (depth, nots, limit) = (0, 0, FilterLimits.Default.Depth);
        foreach (var token in tokens)
        {
            depth += token.Is("(") || token.Is("?") ? 1 : token.Is(")") || token.Is(":") ? -1 : 0;
            nots = token.Is("!") || token.Is("-") || token.Is("+") || token.IsWord("not") ? nots + 1 : 0;
            if (depth > limit || nots > limit)
            {
                problems.Add(Problem(token.Position, $"the predicate nests deeper than {limit}"));
                return;
            }
        }
    }
}
