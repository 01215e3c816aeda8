using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>One who keeps tasks: its name, and how it starts at a place that may have tasks already.</summary>
internal sealed record Keeping<TPlace>(string Name, Func<TPlace, Task<IKeeper>> Open, params Change[] Cannot);

/// <summary>A change, and who makes it.</summary>
public sealed record ChangeCase(Change Change, string Contender) : IMeasuredCase
{
    public string Work => Change.ToString();

    public override string ToString() => $"{Change}, {Contender}";
}
