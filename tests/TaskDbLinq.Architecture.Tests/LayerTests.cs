using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace TaskDbLinq.Architecture.Tests;

/// <summary>Code depends in one direction only: no cycle, no edge upward, no store that knows another.</summary>
public class LayerTests
{
    private static readonly SourceTree Source = SourceTree.Read();

    [Fact]
    public void Each_folder_has_its_place_in_the_picture()
    {
        var unknown = Source.Files.Select(file => file.Folder).Distinct()
            .Where(folder => !Layers.All[folder.Project].Folders.Contains(folder.Name));
        Assert.Empty(unknown.Select(folder => $"{folder} is not in Layers.cs"));
    }

    [Fact]
    public void Types_depend_on_what_is_below_them()
    {
        var assemblies = Layers.All.Values.Select(project => System.Reflection.Assembly.Load(project.Assembly));
        var types = new ArchLoader().LoadAssemblies([.. assemblies]).Build().Types;
        var edges = (from type in types
                     from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
                     let origin = FolderOf(type)
                     let goal = FolderOf(target)
                     where origin is not null && goal is not null && origin != goal
                     select (Origin: origin.Value, Goal: goal.Value, Text: $"{type.FullName} names {target.FullName}")).ToList();

        Assert.True(edges.Count > 1000, $"only {edges.Count} dependencies were found: the test doesn't see the code");
        var wrong = edges.Where(edge => !IsBelow(edge.Goal, edge.Origin))
            .Select(edge => $"{edge.Origin} -> {edge.Goal}: {edge.Text}").Distinct().Order().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>An import that nothing needs is no dependency yet, but it invites one.</summary>
    [Fact]
    public void Files_import_only_namespaces_below_them()
    {
        var folders = Source.Files.Where(file => file.Namespace.Length > 0).ToLookup(file => file.Namespace, file => file.Folder);
        var wrong = from file in Source.Files
                    from import in file.Imports
                    let goals = folders[import].Distinct().ToList()
                    where goals.Count > 0 && !goals.Any(goal => goal == file.Folder || IsBelow(goal, file.Folder))
                    select $"{file.Folder.Project}/{file.Path} imports {import}, which is above it";
        Assert.Empty(wrong);
    }

    private static Folder? FolderOf(IType type) =>
        Source.FolderOf.TryGetValue(type.FullName.Split('+', '`', '/')[0], out var folder) ? folder : null;

    private static bool IsBelow(Folder goal, Folder origin)
    {
        var project = Layers.All[origin.Project];
        return goal.Project == origin.Project
            ? project.Folders.ToList() is var order && order.IndexOf(goal.Name) <= order.IndexOf(origin.Name)
            : project.References.Contains(goal.Project) && !(IsMemory(goal) && Layers.Stores.Contains(origin.Project));
    }

    /// <summary>The store in memory is a folder of the package that the other stores stand on.</summary>
    private static bool IsMemory(Folder folder) =>
        folder.Project == "TaskDbLinq" && folder.Name.Split('/')[0] == "InMemory";
}
