namespace TaskDbLinq.Architecture.Tests;

/// <summary>The text of a source file that people write: no generated one.</summary>
/// <param name="Path">The path in the repository.</param>
/// <param name="Lines">The lines.</param>
internal sealed record SourceText(string Path, string[] Lines)
{
    /// <summary>Reads the files of a folder of the repository and below.</summary>
    public static IReadOnlyList<SourceText> Of(string folder)
    {
        var repository = SourceTree.Repository();
        var source = System.IO.Path.Combine(repository, folder);
        return
        [
            .. from path in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
               let relative = System.IO.Path.GetRelativePath(repository, path).Replace('\\', '/')
               where !relative.Split('/').Any(folder => folder is "obj" or "bin" or "Compiled")
               select new SourceText(relative, File.ReadAllLines(path)),
        ];
    }

    /// <summary>The lines with their numbers, but for raw string literals, whose lines are as long as what they hold.</summary>
    public IEnumerable<(int Number, string Text)> Code()
    {
        var isRaw = false;
        foreach (var (at, line) in Lines.Index())
        {
            var quotes = line.Split("\"\"\"").Length - 1;
            if (quotes == 0 && !isRaw)
            {
                yield return (at + 1, line);
            }

            isRaw ^= quotes % 2 == 1;
        }
    }
}
