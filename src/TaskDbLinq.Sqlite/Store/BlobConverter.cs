using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>Buffers as our own layout keeps them.</summary>
internal sealed class BlobConverter() : ValueConverter<BufferList, byte[]?>(
    buffers => BufferBlob.Write(buffers),
    blob => BufferBlob.Read(blob!));
