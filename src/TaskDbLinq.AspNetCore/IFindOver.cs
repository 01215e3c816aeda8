namespace TaskDbLinq;

/// <summary>What an attribute says of the questions of an endpoint.</summary>
internal interface IFindOver
{
    /// <summary>The record type.</summary>
    Type Record { get; }

    /// <summary>What a question may name and cost.</summary>
    FindOptions Options { get; }
}
