using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A way to ask for tasks that are there: a backend of ours, or what somebody would use instead.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>What asks, ready to be run again and again, and says how many rows came.</summary>
    Func<int> Prepare(Asked asked);
}
