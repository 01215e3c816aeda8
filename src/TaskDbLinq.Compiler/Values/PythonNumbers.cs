using System.Text;

namespace TaskDbLinq.Values;

/// <summary>
/// Python's json module writes NaN and infinities bare, which JSON does not have. They are wrapped before reading
/// (<c>NaN</c> becomes <c>{"$numberDouble":"NaN"}</c>) and unwrapped after it.
/// </summary>
internal static class PythonNumbers
{
    private const string Wrapper = "$numberDouble";
    private static readonly string[] Literals = ["-Infinity", "Infinity", "NaN"];

    /// <summary>Wraps the bare literals outside strings; a text without any comes back as it is.</summary>
    public static string Wrap(string json, out bool wrapped)
    {
        wrapped = false;
        if (!json.Contains("NaN", StringComparison.Ordinal) && !json.Contains("Infinity", StringComparison.Ordinal))
        {
            return json;
        }

        var result = new StringBuilder(json.Length + 32);
        for (var at = 0; at < json.Length;)
        {
            var literal = Literals.FirstOrDefault(candidate => json.AsSpan(at).StartsWith(candidate));
            if (literal is not null)
            {
                wrapped = true;
                result.Append("{\"").Append(Wrapper).Append("\":\"").Append(literal).Append("\"}");
                at += literal.Length;
                continue;
            }

            var end = json[at] == '"' ? StringEnd(json, at) : at + 1;
            result.Append(json, at, end - at);
            at = end;
        }

        return wrapped ? result.ToString() : json;
    }

    /// <summary>The number that a wrapper object holds; null for any other object.</summary>
    public static DocumentValue? Unwrap(Document document) =>
        document.Count == 1 && document[Wrapper] is DocumentString text
            ? text.Value switch
            {
                "NaN" => new DocumentDouble(double.NaN),
                "Infinity" => new DocumentDouble(double.PositiveInfinity),
                "-Infinity" => new DocumentDouble(double.NegativeInfinity),
                _ => null,
            }
            : null;

    private static int StringEnd(string json, int start)
    {
        var at = start + 1;
        while (at < json.Length && json[at] != '"')
        {
            at += json[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, json.Length);
    }
}
