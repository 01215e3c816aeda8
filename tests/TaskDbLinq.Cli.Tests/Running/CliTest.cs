
namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>
/// Runs <c>taskdb</c> in a folder of its own that holds copies of the two sample databases, made when a test first asks for it.
/// Whatever a test did there, afterwards the files have the same bytes and lie alone: no journal, no write-ahead log.
/// </summary>
public abstract class CliTest : IDisposable
{
    protected const string Sample71 = "ipyparallel-7.1-tasks.db";
    protected const string Sample92 = "ipyparallel-9.2-tasks.db";

    protected static readonly string Repository = FindRepository();

    private static readonly SortedDictionary<string, byte[]> Samples =
        new(
            new[] { Sample71, Sample92 }.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(Repository, "samples", name))),
            StringComparer.Ordinal);

    private string? _folder;
    private string? _elsewhere;

    protected string Folder => _folder ??= CreateFolder();

    /// <summary>A folder for the files of one test.</summary>
    protected string Elsewhere => _elsewhere ??= Directory.CreateTempSubdirectory("taskdb-cli-own-").FullName;

    /// <summary>Writes a file into <see cref="Elsewhere"/>.</summary>
    protected async Task<string> OwnText(string name, string text)
    {
        var path = Path.Combine(Elsewhere, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private protected Task<TaskDbRun> Run(params IEnumerable<string> args) => TaskDbRun.WithinAsync(Folder, args);

    private protected Task<TaskDbRun> RunWith(string variable, string value, params IEnumerable<string> args) =>
        TaskDbRun.WithinAsync(Folder, args, (variable, value));

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
        GC.SuppressFinalize(this);
        if (_elsewhere is not null)
        {
            Directory.Delete(_elsewhere, recursive: true);
        }

        if (_folder is not null)
        {
            var after = Directory.EnumerateFiles(_folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
            Directory.Delete(_folder, recursive: true);
            Assert.Equal(Samples.Keys, after.Keys.Order(StringComparer.Ordinal));
            Assert.All(
                Samples, sample => Assert.True(sample.Value.AsSpan().SequenceEqual(after[sample.Key]), $"{sample.Key} has other bytes."));
        }
    }

    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-cli-").FullName;
        foreach (var (name, bytes) in Samples)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }

        return folder;
    }

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
