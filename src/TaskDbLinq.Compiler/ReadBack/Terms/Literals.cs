using System.Text;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Text within a pattern.</summary>
internal static class Literals
{
    /// <summary>PCRE for the text itself, without options: <c>{ a.b } => { a\.b }</c>. BSON keeps patterns without NUL.</summary>
    public static string Escape(string text)
    {
        var pattern = new StringBuilder(text.Length + 8);
        foreach (var unit in text)
        {
            pattern.Append(unit switch
            {
                '\0' => "\\x00",
                '\\' or '^' or '$' or '.' or '|' or '?' or '*' or '+' or '(' or ')' or '[' or ']' or '{' or '}' => $"\\{unit}",
                _ => unit.ToString(),
            });
        }

        return pattern.ToString();
    }
}
