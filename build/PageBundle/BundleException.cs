namespace TaskDbLinq.PageBundle;

/// <summary>A file of the page that can't be bundled.</summary>
internal sealed class BundleException(string file, int line, string message) : Exception(message)
{
    /// <summary>Gets the path of the file below the folder of the page.</summary>
    public string File { get; } = file;

    public int Line { get; } = line;
}
