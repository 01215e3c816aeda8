using System.Runtime.InteropServices;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>
/// Standard output on Unix by write(2). .NET's own stream swallows a closed pipe, and a command would go on for nobody;
/// a FileStream would keep a position of its own and overwrite what others write to the same file.
/// </summary>
internal sealed partial class StandardOutput : Stream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(Descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var fault = Marshal.GetLastPInvokeError();
            if (fault == BrokenPipe)
            {
                throw new ClosedPipeException();
            }

            if (fault == WouldBlock)
            {
                // A parent may have made the pipe non-blocking; it is read sooner or later.
                Thread.Sleep(1);
            }
            else if (fault != Interrupted)
            {
                throw new IOException($"Standard output can't be written: {Marshal.GetPInvokeErrorMessage(fault)}.");
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, in byte buffer, nuint count);
}
