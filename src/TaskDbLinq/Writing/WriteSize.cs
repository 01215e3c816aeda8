using TaskDbLinq.Records;

namespace TaskDbLinq.Writing;

/// <summary>About how many bytes of memory a waiting change holds; what matters are buffers and output.</summary>
internal static class WriteSize
{
    public const long Small = 1_000;

    public static long Of(TaskRecord task) =>
        Small + task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes + (2L * ((task.Stdout?.Length ?? 0) + (task.Stderr?.Length ?? 0)));

    public static long Of(TaskUpdate update)
    {
        var bytes = Small;
        foreach (var (_, value) in update.Values)
        {
            bytes += value switch
            {
                BufferList buffers => buffers.TotalBytes,
                string text => 2L * text.Length,
                _ => 0,
            };
        }

        return bytes;
    }

    public static long Of(TaskBatch batch) => batch.Adds.Sum(Of) + batch.Updates.Sum(pair => Of(pair.Value)) + (batch.Drops.Count * Small);
}
