using System.Diagnostics;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>
/// IPython's own SQLiteDB in a process of its own, its records built and its file open: what is measured is only that
/// it adds them and commits.
/// </summary>
/// <remarks>Takes a Python with ipyparallel (Debian: python3-ipyparallel); TASKDB_PYTHON names another than /usr/bin/python3.</remarks>
internal sealed class OriginalIngest : IDisposable
{
    private readonly Process _process;

    public OriginalIngest(string file, int tasks)
    {
        var python = Environment.GetEnvironmentVariable("TASKDB_PYTHON") ?? "/usr/bin/python3";
        _process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "EndToEnd", "original_ingest.py"), file, $"{tasks}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Expect("ready");
    }

    public void Run()
    {
        _process.StandardInput.WriteLine();
        Expect("done");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Expect(string word)
    {
        if (_process.StandardOutput.ReadLine() != word)
        {
            throw new InvalidOperationException($"IPython's SQLiteDB did not say '{word}': is there a Python with ipyparallel?");
        }
    }
}
