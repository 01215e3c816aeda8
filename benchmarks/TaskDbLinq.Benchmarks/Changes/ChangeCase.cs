using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>One who keeps tasks: its name, and how it starts at a place that may have tasks already.</summary>
internal sealed record Keeping<TPlace>(string Name, Func<TPlace, Task<IKeeper>> Open, params Change[] Cannot);

/// <summary>A change, who makes it, and to how many tasks.</summary>
public sealed record ChangeCase(Change Change, string Contender, int Tasks) : IMeasuredCase
{
    public string Work => Change.ToString();

    /// <summary>Cases run in the order of this: all of one size after the other.</summary>
    public override string ToString() => $"{Tasks:D7} {Change}, {Contender}";
}
