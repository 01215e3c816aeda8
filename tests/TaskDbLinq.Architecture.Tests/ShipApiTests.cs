using System.Diagnostics;

namespace TaskDbLinq.Architecture.Tests;

/// <summary><c>.ci/ship-api</c>, which a release runs once: tried on a folder of its own.</summary>
public sealed class ShipApiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-ship");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_not_shipped_is_moved_and_what_was_removed_goes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is for bash");
        var library = _folder.CreateSubdirectory("src").CreateSubdirectory("Library").FullName;
        var (shipped, unshipped) = (Path.Combine(library, "PublicAPI.Shipped.txt"), Path.Combine(library, "PublicAPI.Unshipped.txt"));
        var cancel = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(shipped, "#nullable enable\nA.Old() -> void\nB.Kept() -> int\n", cancel);
        await File.WriteAllTextAsync(unshipped, "#nullable enable\n*REMOVED*A.Old() -> void\nA.New() -> void\n", cancel);
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { Path.Combine(SourceTree.Repository(), ".ci", "ship-api"), _folder.FullName },
        };
        for (var run = 0; run < 2; run++)
        {
            using var script = Process.Start(start)!;
            await script.WaitForExitAsync(cancel);
            Assert.Equal(0, script.ExitCode);
            Assert.Equal("#nullable enable\nA.New() -> void\nB.Kept() -> int\n", await File.ReadAllTextAsync(shipped, cancel));
            Assert.Equal("#nullable enable\n", await File.ReadAllTextAsync(unshipped, cancel));
        }
    }
}
