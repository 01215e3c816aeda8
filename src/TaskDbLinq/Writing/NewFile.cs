namespace TaskDbLinq.Writing;

/// <summary>A file that appears under its name when it is whole; one that is there is never written over.</summary>
internal static class NewFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the file of another name that it gets; only if it succeeds, the file has its own.</param>
    /// <returns>What <paramref name="write"/> returns.</returns>
    /// <exception cref="TaskDbException">The file is there, or has no directory.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<string, Task<T>> write)
    {
        if (Path.Exists(path))
        {
            throw new TaskDbException($"'{path}' is there already; an export writes a new file.");
        }

        var full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new TaskDbException($"There is no directory '{Path.GetDirectoryName(full)}' for '{Path.GetFileName(full)}'.");
        }

        var partial = $"{full}.{Guid.NewGuid():N}.partial";
        try
        {
            var written = await write(partial).ConfigureAwait(false);
            File.Move(partial, full, overwrite: false);
            return written;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
