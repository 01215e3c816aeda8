using System.Globalization;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>Buffers as files: <c>MSG_ID.buffers.0</c>, <c>MSG_ID.result_buffers.0</c> and so on. No file is written over.</summary>
internal sealed class BufferFolder(string folder)
{
    /// <summary>Writes the buffers of one field of a task.</summary>
    /// <exception cref="IOException">A file is there already, or can't be written.</exception>
    public void Write(string msgId, string key, BufferList buffers)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < buffers.Count; i++)
        {
            // An id is anybody's text: escaped it is a name in this folder, whatever it says.
            var name = string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(msgId)}.{key}.{i}");
            using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
            file.Write(buffers[i].Span);
        }
    }
}
