namespace TaskDbLinq.Cli.Hosting;

/// <summary>A file that appears under its name when it is whole; one that is there is never written over.</summary>
internal static class NewFile
{
    /// <exception cref="IOException">The file is there, or can't be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (Path.Exists(path))
        {
            throw new IOException($"'{path}' is there already; an export writes a new file");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new IOException($"there is no directory for '{path}'");
        }

        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew))
            {
                await write(file).ConfigureAwait(false);
            }

            File.Move(partial, path, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
