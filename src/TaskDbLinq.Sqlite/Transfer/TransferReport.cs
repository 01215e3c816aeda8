namespace TaskDbLinq;

/// <summary>What a copy did, and the proof that both sides hold the same.</summary>
public sealed record TransferReport
{
    /// <summary>The tables that were read.</summary>
    public required ValueList<string> Tables { get; init; }

    /// <summary>How many tasks were read.</summary>
    public required long Tasks { get; init; }

    /// <summary>How many of them were new, and were written.</summary>
    public required long Added { get; init; }

    /// <summary>How many of them were there already; they were compared, and left as they are.</summary>
    public required long Present { get; init; }

    /// <summary>
    /// How many tasks in the target differ from what was read: those that were there before with other content, and those whose JSON
    /// the target can't give back, such as the first of two equal names.
    /// </summary>
    public required long Different { get; init; }

    /// <summary>The first ids of those that differ.</summary>
    public required ValueList<string> DifferentIds { get; init; }

    /// <summary>
    /// SHA-256 over the content of what was read: every key, microsecond and byte of it. Of a file of IPython's it is taken over the JSON
    /// text that stands there.
    /// </summary>
    public required string SourceChecksum { get; init; }

    /// <summary>The same over what was read back from the other side.</summary>
    public required string TargetChecksum { get; init; }

    /// <summary>Whether the other side holds exactly what was read.</summary>
    public bool IsExact => Different == 0 && SourceChecksum == TargetChecksum;
}
