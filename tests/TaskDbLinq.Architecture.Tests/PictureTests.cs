using System.Text.RegularExpressions;

namespace TaskDbLinq.Architecture.Tests;

/// <summary>The diagram of docs/architecture.md shows the projects and the edges that <see cref="Layers"/> has.</summary>
public partial class PictureTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SourceTree.Repository(), "docs", "architecture.md"));

    [Fact]
    public void The_picture_shows_the_projects_and_what_they_reference()
    {
        var (projects, edges) = Read(Text[Text.IndexOf("```mermaid", StringComparison.Ordinal)..]);
        Assert.Equal(Layers.All.Keys.Order(), projects.Order());
        foreach (var (origin, goal) in edges)
        {
            Assert.True(Layers.All[origin].References.Contains(goal), $"the picture has {origin} --> {goal}, which Layers.cs doesn't");
        }

        var shown = edges.ToLookup(edge => edge.Origin, edge => edge.Goal);
        foreach (var project in Layers.All.Values)
        {
            var below = Below(project.Name).ToHashSet();
            Assert.True(
                project.References.All(below.Contains),
                $"the picture has no way from {project.Name} to {string.Join(", ", project.References.Except(below))}");
        }

        IEnumerable<string> Below(string project) => shown[project].SelectMany(goal => Below(goal).Append(goal));
    }

    [Theory]
    [InlineData("TaskDbLinq.Compiler")]
    [InlineData("TaskDbLinq")]
    public void The_picture_shows_the_folders_of_the_core(string project)
    {
        var picture = Text[..Text.IndexOf("## The way of a query", StringComparison.Ordinal)];
        var folders = Layers.All[project].Folders.Where(folder => folder != Layers.Root).Select(folder => folder.Split('/')[0]);
        Assert.Equal("", string.Join(", ", folders.Distinct().Where(folder => !Regex.IsMatch(picture, $@"\b{folder}\b"))));
    }

    /// <summary>Reads the projects, and the edges between them: what stands in a subgraph belongs to its project.</summary>
    private static (List<string> Projects, List<(string Origin, string Goal)> Edges) Read(string diagram)
    {
        var (projects, edges, names) = (new List<string>(), new List<(string, string)>(), new Dictionary<string, string>());
        var around = string.Empty;
        var lines = diagram.Split('\n').Skip(1).TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).ToList();
        foreach (var line in lines)
        {
            around = line.Trim() == "end" ? string.Empty : around;
            foreach (Match node in Node().Matches(line))
            {
                var project = Project().Match(node.Groups[3].Value).Value;
                if (project.Length > 0)
                {
                    projects.Add(project);
                }

                names[node.Groups[2].Value] = project.Length > 0 ? project : around;
                around = node.Groups[1].Success ? project : around;
            }
        }

        foreach (var edge in lines.Select(line => Edge().Match(line)).Where(match => match.Success))
        {
            var (origin, goal) = (names[edge.Groups[1].Value], names[edge.Groups[2].Value]);
            if (origin != goal)
            {
                edges.Add((origin, goal));
            }
        }

        return (projects, edges);
    }

    [GeneratedRegex("""(subgraph )?\b(\w+)\["([^"]*)"\]""")]
    private static partial Regex Node();

    [GeneratedRegex(@"^TaskDbLinq(\.\w+)*")]
    private static partial Regex Project();

    [GeneratedRegex("""^\s*(\w+)(?:\["[^"]*"\])? --> (\w+)""")]
    private static partial Regex Edge();
}
