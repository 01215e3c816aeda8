using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Cli.Arguments;

/// <summary>Mistakes that people make with a filter on a command line, each with what to type instead.</summary>
internal static class FilterMistakes
{
    private static readonly string[] States = ["state", "status", "ok", "pending", "running", "aborted", "failed"];

    /// <summary>What a shell made of a filter, or of what stands in its place; null where it may be one.</summary>
    public static string? OfShell(string text) =>
        text.StartsWith("mongodb://", StringComparison.Ordinal) || text.StartsWith("mongodb+srv://", StringComparison.Ordinal)
            ? $"'{text}' is a server, not a filter; name it with --mongodb {text} (taskdb query --help shows how)"
        : text is [not ('{' or '[' or '"' or ' '), ..] && (text.EndsWith(".db", StringComparison.Ordinal) || File.Exists(text))
            ? $"'{text}' is a file, not a filter; name it with --sqlitedb {text} (taskdb query --help shows how)"
        : text.Contains("==", StringComparison.Ordinal) && !text.Contains('{', StringComparison.Ordinal)
            ? $"'{text}' is a predicate, not a filter; 'taskdb linq' takes it (taskdb query --help shows how)"
        : null;

    /// <summary>What is wrong with a filter that is JSON.</summary>
    public static List<QueryProblem> Of(DocumentValue filter)
    {
        var problems = new List<QueryProblem>();
        Find(filter, QueryPath.Root, problems);
        return problems;
    }

    private static void Find(DocumentValue filter, QueryPath path, List<QueryProblem> problems)
    {
        if (filter is not Document document)
        {
            return;
        }

        foreach (var (name, value) in document)
        {
            var inner = path.Field(name);
            if (name is "$and" or "$or" or "$nor" && value is DocumentArray parts)
            {
                foreach (var (at, part) in parts.Index())
                {
                    Find(part, inner.Item(at), problems);
                }
            }
            else if (States.Contains(name, StringComparer.Ordinal))
            {
                problems.Add(
                    new QueryProblem(
                        inner.ToString(),
                        $"a task has no key '{name}': its state is in completed (null while it is pending) "
                            + "and result_content.status (ok, error or aborted)"));
            }
            else if (RelativeTimes.IsTimestamp(name))
            {
                FindAmount(value, inner, problems);
            }
        }
    }

    /// <summary><c>"1h"</c> where <c>"-1h"</c> was meant.</summary>
    private static void FindAmount(DocumentValue operand, QueryPath path, List<QueryProblem> problems)
    {
        switch (operand)
        {
            case Values.DocumentString { Value: [>= '0' and <= '9', ..] text } when TimeWords.TryDuration(text, out _):
                problems.Add(new QueryProblem(path.ToString(), $"an amount of time before now has a minus: write \"-{text}\""));
                break;
            case Document operators:
                foreach (var (name, inner) in operators.Where(field => field.Key.StartsWith('$')))
                {
                    FindAmount(inner, path.Field(name), problems);
                }

                break;
            case DocumentArray items:
                foreach (var (at, item) in items.Index())
                {
                    FindAmount(item, path.Item(at), problems);
                }

                break;
        }
    }
}
