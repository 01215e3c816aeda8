using System.Text.RegularExpressions;

namespace TaskDbLinq.Architecture.Tests;

/// <summary>A folder of a project under src/, such as <c>TaskDbLinq.Compiler: Filters/Ast</c>.</summary>
internal readonly record struct Folder(string Project, string Name)
{
    public override string ToString() => $"{Project}: {Name}";
}

/// <summary>The source files under src/, and the folder that declares each type.</summary>
internal sealed partial class SourceTree
{
    private SourceTree(IReadOnlyList<SourceFile> files)
    {
        Files = files;
        FolderOf = files.SelectMany(file => file.Types.Select(type => (type, file.Folder))).DistinctBy(pair => pair.type)
            .ToDictionary(pair => pair.type, pair => pair.Folder);
    }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The folder of each top-level type, by the type's full name without the number of its type parameters.</summary>
    public IReadOnlyDictionary<string, Folder> FolderOf { get; }

    /// <summary>Reads the source files of the projects that <see cref="Layers"/> names.</summary>
    public static SourceTree Read()
    {
        var source = Path.Combine(Repository(), "src");
        return new SourceTree([.. Layers.All.Keys.SelectMany(project => FilesOf(Path.Combine(source, project), project))]);
    }

    private static IEnumerable<SourceFile> FilesOf(string root, string project) =>
        from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
        where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
        select Parse(relative, new Folder(project, FolderName(relative)), File.ReadAllText(path));

    private static string FolderName(string relative) =>
        relative.LastIndexOf('/') is >= 0 and var slash ? Generated().Replace(relative[..slash], "") : Layers.Root;

    private static SourceFile Parse(string path, Folder folder, string text)
    {
        var home = Namespace().Match(text).Groups[1].Value;
        return new SourceFile(path, folder, home,
            [.. Declaration().Matches(text).Select(match => $"{home}.{match.Groups[1].Value}")],
            [.. Import().Matches(text).Select(match => match.Groups[1].Value)]);
    }

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TaskDbLinq.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No TaskDbLinq.sln above {AppContext.BaseDirectory}.");
    }

    /// <summary>Folders of generated code belong to the folder around them.</summary>
    [GeneratedRegex("/(Compiled|Migrations)$")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref) )*"
        + @"(?:class|record struct|record|struct|interface|enum|delegate [\w<>?,. ]+?) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using (?:static )?(TaskDbLinq[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Import();
}

/// <summary>A source file: where it lies, the types that it declares, and the namespaces of ours that it imports.</summary>
internal sealed record SourceFile(string Path, Folder Folder, string Namespace, IReadOnlyList<string> Types, IReadOnlyList<string> Imports);
