namespace TaskDbLinq.Server.Overview;

/// <summary>How far a task has come, as the page shows it: what is pending either waits or is with an engine.</summary>
internal enum MarkState : byte
{
    Waiting,
    Running,
    Ok,
    Error,
    Aborted,

    /// <summary>The task is no longer in the database; its place stays empty.</summary>
    Gone,
}

/// <summary>What the overview keeps of a task: numbers only. Texts are in tables of names, where number 0 stands for none.</summary>
internal struct TaskMark
{
    /// <summary>The id, as <see cref="IdTable"/> has it.</summary>
    public long Id;

    /// <summary>Ticks in UTC; 0 for none.</summary>
    public long Submitted, Started, Completed;

    /// <summary>The number of its <see cref="Overview.Origin"/>.</summary>
    public int Origin;

    /// <summary>The number of its kind of failure.</summary>
    public ushort Failure;

    public MarkState State;

    public readonly bool IsPending => State is MarkState.Waiting or MarkState.Running;

    /// <summary>The first time that is known; 0 if none is.</summary>
    public readonly long Begin => Submitted != 0 ? Submitted : Started != 0 ? Started : Completed;

    /// <summary>When an engine began, as far as the hub knows: it logs the start of a task with its reply only.</summary>
    public readonly long RunBegin => Started != 0 ? Started : State == MarkState.Running ? Begin : 0;

    /// <summary>The end; <paramref name="now"/> while it is pending.</summary>
    public readonly long EndAt(long now) => IsPending ? Math.Max(now, Begin) : Completed;
}
