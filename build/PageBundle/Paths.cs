namespace TaskDbLinq.PageBundle;

/// <summary>Paths below the folder of the page, with <c>/</c>.</summary>
internal static class Paths
{
    /// <summary>The folder of a file; empty for the page's own.</summary>
    public static string FolderOf(string name) => name.LastIndexOf('/') is >= 0 and var at ? name[..at] : string.Empty;

    /// <summary><c>views/lanes.js, ../lib/dom.js => lib/dom.js</c></summary>
    public static string Resolve(string from, string relative)
    {
        var parts = FolderOf(from).Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in relative.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary><c>views/tasks.js, app.js => ../app.js</c>: as an import says it.</summary>
    public static string Relative(string from, string to)
    {
        var own = FolderOf(from).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var other = to.Split('/');
        var same = own.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var up = own.Length - same;
        return (up == 0 ? "./" : string.Concat(Enumerable.Repeat("../", up))) + string.Join('/', other[same..]);
    }

    public static int LineAt(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;
}
