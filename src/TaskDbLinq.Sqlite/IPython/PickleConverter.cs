using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>Buffers as IPython keeps them. Its files are only read, so there is no way to write a pickle here.</summary>
internal sealed class PickleConverter() : ValueConverter<BufferList, byte[]>(
    buffers => Refuse(buffers),
    pickle => PickledBuffers.Read(pickle))
{
    /// <summary>The compiled model names it too.</summary>
    internal static byte[] Refuse(BufferList buffers) =>
        throw new NotSupportedException($"{buffers.Count} buffers can't stand in a query: buffers are never searched.");
}
