using System.Reflection;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>A command loads what it needs and no more: that is most of what a shell waits for.</summary>
public class StartupTests : CliTest
{
    private static readonly string[] OfOthers =
    [
        "TaskDbLinq.Mongo", "MongoDB.Driver", "MongoDB.Bson", "Microsoft.Extensions.Configuration", "System.Private.Xml",
        "Spectre.Console", "System.Linq.Dynamic.Core", "FastExpressionCompiler",
    ];

    [Fact]
    public async Task AQueryLoadsNoOtherBackendNoConfigurationAndNoDrawing()
    {
        var loaded = await Loaded("query", "--sqlitedb", Sample92, """{"completed": null}""");
        Assert.Contains("TaskDbLinq.Sqlite", loaded);
        Assert.Empty(loaded.Intersect(OfOthers));
    }

    /// <summary>Under a name that nothing has, nothing would ever be found.</summary>
    [Fact]
    public void TheNamesAreThoseOfAssemblies() => Assert.All(OfOthers, name => Assert.Equal(name, Assembly.Load(name).GetName().Name));

    private async Task<string[]> Loaded(params string[] args)
    {
        var file = Path.Combine(Elsewhere, "loaded");
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupTests).Assembly.Location,
            [StartupHook.File] = file,
        };
        var run = await TaskDbRun.OfAsync(Folder, environment, args);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
    }
}
