using System.Diagnostics;
using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command as people get it: packed as a .NET tool, installed from a folder, without any other source.</summary>
public partial class ToolTests : CliTest
{
    private const long LargestTool = 15_000_000;

    [Fact]
    public async Task PackedInstalledAndRun()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(AppContext.BaseDirectory + "."))!);
        var (packages, tools) = (Path.Combine(Elsewhere, "packages"), Path.Combine(Elsewhere, "tools"));
        await DotNet(
            "pack",
            Path.Combine(Repository, "src", "TaskDbLinq.Cli"),
            "--no-restore",
            "--no-build",
            "-c",
            configuration,
            "-o",
            packages,
            "-v",
            "q");
        Assert.InRange(new FileInfo(Assert.Single(Directory.GetFiles(packages, "*.nupkg"))).Length, 1, LargestTool);
        var config = Path.Combine(Elsewhere, "nuget.config");
        await File.WriteAllTextAsync(
            config,
            $"""<configuration><packageSources><clear /><add key="here" value="{packages}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        await DotNet("tool", "install", "TaskDbLinq.Cli", "--tool-path", tools, "--configfile", config, "--no-cache");
        Assert.Matches(@"^\d+\.\d+\.\d+", await Output(Folder, Path.Combine(tools, "taskdb"), "--version"));
        Assert.Equal("318\n", await Output(Folder, Path.Combine(tools, "taskdb"), "query", "--sqlitedb", Sample92, "--count"));
    }

    /// <summary>
    /// What <c>dotnet pack</c> leaves is what is published: each library with its symbols, described, and enough for a new project.
    /// </summary>
    [Fact]
    public async Task TheSolutionIsPackedAndUsedFromANewProject()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1",
            "Packing the solution and building a new project from the packages takes a minute or two; TASKDB_TEST_LONG=1 runs it.");
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(AppContext.BaseDirectory + "."))!);

        // A version of its own, so that no package of an earlier run is taken from NuGet's cache.
        var version = $"0.2.0-test.{DateTime.UtcNow.Ticks}";
        var packages = Path.Combine(Elsewhere, "packages");
        await DotNet(
            "pack",
            Path.Combine(Repository, "TaskDbLinq.sln"),
            "--no-build",
            "-c",
            configuration,
            "-o",
            packages,
            "-v",
            "q",
            "-p:MinVerSkip=true",
            $"-p:PackageVersion={version}");
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository, "src"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(Path.Combine(Repository, "src", name, name + ".csproj")));
        Assert.Equal(
            projects.SelectMany(name => (string[])[$"{name}.{version}.nupkg", $"{name}.{version}.snupkg"])
                .Append($"TaskDbLinq.Specification.{version}.nupkg")
                .Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(packages)
                .Select(file => Path.GetFileName(file))
                .Where(
                    name => !name.StartsWith("TaskDbLinq.Specification", StringComparison.Ordinal)
                        || name.EndsWith(".nupkg", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        foreach (var package in Directory.EnumerateFiles(packages, "*.nupkg")
            .Where(file => !file.Contains("Specification", StringComparison.Ordinal)))
        {
            using var zip = System.IO.Compression.ZipFile.OpenRead(package);
            using var stream = zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var nuspec = System.Xml.Linq.XDocument.Load(stream).Root!.Descendants().Select(element => element.Name.LocalName).ToHashSet();
            Assert.Superset(
                new HashSet<string>(["id", "version", "authors", "license", "icon", "readme", "description", "tags", "repository"]),
                nuspec);
            Assert.Superset(new HashSet<string>(["PACKAGE.md", "icon.png"]), zip.Entries.Select(entry => entry.FullName).ToHashSet());
        }

        using (var compiler = System.IO.Compression.ZipFile.OpenRead(Path.Combine(packages, $"TaskDbLinq.Compiler.{version}.nupkg")))
        {
            Assert.Contains(compiler.Entries, entry => entry.FullName == "lib/net10.0/TaskDbLinq.Compiler.xml");
            using var reader = new StreamReader(
                compiler.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            Assert.DoesNotMatch("EntityFramework|MongoDB.Driver", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        var shop = Directory.CreateDirectory(Path.Combine(Elsewhere, "shop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(shop, "nuget.config"), $"""<configuration><packageSources><add key="here" value="{packages}" /></packageSources></configuration>""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(shop, "shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup><PackageReference Include="TaskDbLinq.Sqlite" Version="{version}" /></ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken);

        // Program.cs is the page's own, block by block: usings, statements, classes.
        var page =
            await File.ReadAllTextAsync(Path.Combine(Repository, "docs", "getting-started.md"), TestContext.Current.CancellationToken);
        var blocks = MarkdownText.Blocks(page).Where(block => block.Language == "csharp").Take(4).Select(block => block.Code).ToList();
        blocks.Insert(3, "Console.WriteLine(found.Count);\n");
        await File.WriteAllTextAsync(Path.Combine(shop, "Program.cs"), string.Join('\n', blocks), TestContext.Current.CancellationToken);
        Assert.Equal("1", (await Output(shop, TaskDbRun.DotNet, "run")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
        await SnippetsRunAgainst(packages, version);
    }

    /// <summary>The project of the documents' snippets, with the packages in the place of our projects.</summary>
    private async Task SnippetsRunAgainst(string packages, string version)
    {
        const string Name = "TaskDbLinq.Snippets.Tests";
        var source = Path.Combine(Repository, "tests", Name);
        var folder = Directory.CreateDirectory(Path.Combine(Elsewhere, "snippets", Name)).FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file))
            .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        }

        // { ProjectReference to src/X/X.csproj => PackageReference X }
        var project = await File.ReadAllTextAsync(Path.Combine(source, Name + ".csproj"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, Name + ".csproj"),
            Reference().Replace(project, $"""<PackageReference Include="$1" VersionOverride="{version}" />"""),
            TestContext.Current.CancellationToken);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            File.Copy(Path.Combine(Repository, file), Path.Combine(Elsewhere, "snippets", file));
        }

        File.Copy(Path.Combine(Repository, "tests", "Directory.Build.props"), Path.Combine(folder, "Directory.Build.props"));
        await File.WriteAllTextAsync(
            Path.Combine(Elsewhere, "snippets", "nuget.config"),
            $"""<configuration><packageSources><add key="here" value="{packages}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        Assert.Contains("Failed: 0", await Output(folder, TaskDbRun.DotNet, "run", "-p:RunAnalyzers=false"), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<ProjectReference Include="[./]*src/[^/]*/(.*)\.csproj" />""")]
    private static partial Regex Reference();

    private Task<string> DotNet(params string[] args) => Output(Folder, TaskDbRun.DotNet, args);

    private static async Task<string> Output(string folder, string file, params string[] args)
    {
        // The tool's launcher finds the runtime where this test's is.
        var root = Path.GetDirectoryName(Process.GetCurrentProcess().MainModule!.FileName) is { } home
            && File.Exists(Path.Combine(home, "dotnet"))
            ? home
            : null;
        var environment = root is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["DOTNET_ROOT"] = root };
        using var process = TaskDbRun.Start(folder, environment, file, args);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', args)}: {process.ExitCode}\n{output}\n{await error}");
        return output;
    }
}
