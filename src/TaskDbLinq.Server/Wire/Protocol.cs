namespace TaskDbLinq.Server.Wire;

/// <summary>What the two sides of the wire agree on.</summary>
internal static class Protocol
{
    /// <summary>The version; it changes when an older client would misread an answer.</summary>
    public const string Version = "1";

    /// <summary>The header of each answer that has the version.</summary>
    public const string Header = "TaskDb-Protocol";
}
