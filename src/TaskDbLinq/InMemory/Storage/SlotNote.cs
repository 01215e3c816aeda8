namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// What is known of a slot without a look at its task, since a million tasks lie far apart in memory: the bytes of its buffers, whether it
/// is pending, and whether one of its kind (pending, or completed) that was submitted later lies before it.
/// </summary>
internal readonly struct SlotNote
{
    private const int Pending = 1 << 31;
    private const int Late = 1 << 30;

    /// <summary>As many bytes or more: the task itself tells how many.</summary>
    private const int Many = Late - 1;

    private readonly int _bits;

    public SlotNote(TaskRecord task, bool isLate) => _bits =
        (int)Math.Min(BytesOf(task), Many) | (task.Completed is null ? Pending : 0) | (isLate ? Late : 0);

    public bool IsPending => _bits < 0;

    public bool IsLate => (_bits & Late) != 0;

    /// <summary>The bytes of the buffers.</summary>
    /// <param name="task">The slot's task, which is looked at where they are very many.</param>
    public long Bytes(TaskRecord task) => (_bits & Many) is < Many and var bytes ? bytes : BytesOf(task);

    private static long BytesOf(TaskRecord task) => task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes;
}
