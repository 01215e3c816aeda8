using System.Security.Cryptography;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>
/// Runs <c>taskdb</c> in a folder of its own that holds copies of the two sample databases. Whatever a test did there,
/// afterwards the files have the same bytes and lie alone: no journal, no write-ahead log.
/// </summary>
public abstract class CliTest : IDisposable
{
    protected const string Sample71 = "ipyparallel-7.1-tasks.db";
    protected const string Sample92 = "ipyparallel-9.2-tasks.db";

    protected static readonly string Repository = FindRepository();

    private readonly SortedDictionary<string, string> _before;

    protected CliTest()
    {
        Folder = Directory.CreateTempSubdirectory("taskdb-cli-").FullName;
        foreach (var sample in (string[])[Sample71, Sample92])
        {
            File.Copy(Path.Combine(Repository, "samples", sample), Path.Combine(Folder, sample));
        }

        _before = Contents();
    }

    protected string Folder { get; }

    /// <summary>A folder for the files of one test.</summary>
    protected string Elsewhere => field ??= Directory.CreateTempSubdirectory("taskdb-cli-own-").FullName;

    /// <summary>Writes a file into <see cref="Elsewhere"/>.</summary>
    protected async Task<string> OwnText(string name, string text)
    {
        var path = Path.Combine(Elsewhere, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private protected Task<TaskDbRun> Run(params IEnumerable<string> args) => TaskDbRun.WithinAsync(Folder, args);

    private protected Task<TaskDbRun> RunWith(string variable, string value, params IEnumerable<string> args) =>
        variable.StartsWith(TaskDbConfiguration.EnvironmentPrefix, StringComparison.Ordinal)
            ? TaskDbRun.WithinAsync(Folder, args, (variable, value))
            : TaskDbRun.OfAsync(Folder, new Dictionary<string, string> { [variable] = value }, args);

    /// <summary>A run that has to fail: nothing on standard output, one line on standard error, no trace.</summary>
    private protected async Task<string> RunToFailure(int exitCode, params IEnumerable<string> args)
    {
        var run = await Run(args);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("taskdb: ", run.Error);
        Assert.EndsWith("\n", run.Error);
        Assert.Equal(1, run.Error.Count(unit => unit == '\n'));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        return run.Error["taskdb: ".Length..^1];
    }

    public void Dispose()
    {
        var after = Contents();
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Elsewhere, recursive: true);
        Assert.Equal(_before, after);
        GC.SuppressFinalize(this);
    }

    private SortedDictionary<string, string> Contents() => new(
        Directory.EnumerateFiles(Folder).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TaskDbLinq.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }
}
