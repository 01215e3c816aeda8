using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>The strings that a store does not keep: those without bytes in UTF-8, and what the store itself refuses.</summary>
internal static class RefusedTexts
{
    /// <summary>Whether a value has a string that can't be kept.</summary>
    public static bool AreIn(object? value, bool inDicts, Func<string, string?>? refuse)
    {
        switch (value)
        {
            case string text:
                return Reason(text, refuse) is not null;
            case DocumentString text:
                return Reason(text.Value, refuse) is not null;
            case Document document when inDicts:
                foreach (var name in document.Names)
                {
                    if (Reason(name, refuse) is not null)
                    {
                        return true;
                    }
                }

                return AreInAny(document.Items, refuse);
            case DocumentArray array when inDicts:
                return AreInAny(array.Span, refuse);
            default:
                return false;
        }
    }

    /// <summary>Lists every such string of a value, at its path.</summary>
    public static void Find(string path, object? value, bool inDicts, Func<string, string?>? refuse, List<QueryProblem> problems)
    {
        switch (value)
        {
            case string text when Reason(text, refuse) is { } reason:
                problems.Add(new QueryProblem(path, reason));
                break;
            case DocumentString text:
                Find(path, text.Value, inDicts, refuse, problems);
                break;
            case Document document when inDicts:
                foreach (var (name, inner) in document)
                {
                    Find($"{path}.{name}", name, inDicts, refuse, problems);
                    Find($"{path}.{name}", inner, inDicts, refuse, problems);
                }

                break;
            case DocumentArray array when inDicts:
                foreach (var (at, inner) in array.Index())
                {
                    Find($"{path}[{at}]", inner, inDicts, refuse, problems);
                }

                break;
        }
    }

    private static bool AreInAny(ReadOnlySpan<DocumentValue> values, Func<string, string?>? refuse)
    {
        foreach (var value in values)
        {
            if (AreIn(value, inDicts: true, refuse))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Reason(string text, Func<string, string?>? refuse) =>
        SurrogateHalves.IndexIn(text) >= 0 ? SurrogateHalves.Reason : refuse?.Invoke(text);
}
