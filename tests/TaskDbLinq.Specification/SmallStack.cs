namespace TaskDbLinq.Specification;

/// <summary>Runs code on a thread with a stack of 256 kB: what recurses as deep as its input is long ends the process there.</summary>
public static class SmallStack
{
    /// <summary>Runs the code; what it throws is thrown here.</summary>
    public static T Run<T>(Func<T> run)
    {
        T result = default!;
        Exception? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = run();
                }
                catch (Exception thrown)
                {
                    fault = thrown;
                }
            },
            256 << 10);
        thread.Start();
        thread.Join();
        return fault is null ? result : throw new InvalidOperationException($"On the small stack: {fault.Message}", fault);
    }
}
