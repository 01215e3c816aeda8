using System.Text;
using System.Text.RegularExpressions;

namespace TaskDbLinq.PageBundle;

/// <summary>One style sheet of one that imports others.</summary>
internal static partial class StyleBundle
{
    /// <summary><c>@import "base.css"; => the text of css/base.css</c></summary>
    /// <exception cref="BundleException">
    /// An imported file isn't there, imports others itself, or names files from another folder.
    /// </exception>
    public static string Of(IReadOnlyDictionary<string, byte[]> files, string name)
    {
        var folder = Paths.FolderOf(name);
        return Import().Replace(Text(name), match =>
        {
            var imported = Paths.Resolve(name, match.Groups[1].Value);
            var text = files.ContainsKey(imported)
                ? Text(imported)
                : throw new BundleException(name, Paths.LineAt(Text(name), match.Index), $"there is no {imported}");
            return text.Contains("@import", StringComparison.Ordinal)
                ? throw new BundleException(imported, 1, "an imported style sheet imports nothing itself")
                : Paths.FolderOf(imported) != folder && text.Contains("url(", StringComparison.Ordinal)
                ? throw new BundleException(imported, 1, $"url(…) would name another file in {folder}")
                : text;
        });

        string Text(string path) => Encoding.UTF8.GetString(files[path]);
    }

    [GeneratedRegex("""^@import "([^"]+)";$""", RegexOptions.Multiline)]
    private static partial Regex Import();
}
