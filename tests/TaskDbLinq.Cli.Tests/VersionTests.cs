using System.IO.Compression;
using System.Xml.Linq;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The version of what is published, in a repository that has this one's settings and one small project.</summary>
public class VersionTests : CliTest
{
    private const string Project = "src/Small";

    private static readonly string[] Settings =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "src/Directory.Build.props",
        "src/PACKAGE.md", "src/icon.png",
    ];

    [Fact]
    public async Task ItIsThatOfTheLastTag()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1",
            "Restoring, building and packing a project of its own takes some ten seconds; TASKDB_TEST_LONG=1 runs it.");
        Directory.CreateDirectory(Path.Combine(Elsewhere, Project));
        foreach (var file in Settings)
        {
            File.Copy(Path.Combine(Repository, file), Path.Combine(Elsewhere, file));
        }

        await File.WriteAllTextAsync(
            Path.Combine(Elsewhere, Project, "Small.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk" />""",
            TestContext.Current.CancellationToken);
        await Git("init", "-q");
        await Git("add", "Directory.*", "global.json", "src");
        await Git("commit", "-q", "-m", "One");
        await Git("tag", "v12.34.5");
        await Output(TaskDbRun.DotNet, "pack", Project, "-o", "packages", "-v", "q");
        using (var package = await ZipFile.OpenReadAsync(
            Path.Combine(Elsewhere, "packages", "Small.12.34.5.nupkg"), TestContext.Current.CancellationToken))
        await using (var nuspec = await package.GetEntry("Small.nuspec")!.OpenAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal("12.34.5", XDocument.Load(nuspec).Descendants().Single(element => element.Name.LocalName == "version").Value);
        }

        await Git("commit", "-q", "--allow-empty", "-m", "Two");
        Assert.Equal("12.34.6-alpha.0.1", await Version());

        // Without a tag, and without a repository: what the settings say.
        await Git("tag", "-d", "v12.34.5");
        var said = XDocument.Load(Path.Combine(Repository, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Equal(said, await Version());
        Directory.Move(Path.Combine(Elsewhere, ".git"), Path.Combine(Elsewhere, "no-longer"));
        Assert.Equal(said, await Version());
    }

    private async Task<string> Version() =>
        (await Output(TaskDbRun.DotNet, "msbuild", Project, "-t:MinVer", "-getProperty:PackageVersion")).Trim();

    private Task<string> Git(params string[] args) =>
        Output("git", ["-c", "user.name=Test", "-c", "user.email=test@localhost", .. args]);

    private async Task<string> Output(string file, params string[] args)
    {
        using var process = TaskDbRun.Start(Elsewhere, new Dictionary<string, string>(), file, args);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', args)}: {process.ExitCode}\n{output}\n{await error}");
        return output;
    }
}
