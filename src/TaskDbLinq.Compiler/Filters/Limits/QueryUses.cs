namespace TaskDbLinq;

/// <summary>What a question from outside may use a field for.</summary>
[Flags]
public enum QueryUses
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Conditions.</summary>
    Filter = 1,

    /// <summary>The order.</summary>
    Sort = 2,

    /// <summary>What is shown: projections, and the keys and values of groups.</summary>
    Projection = 4,

    /// <summary>All of them.</summary>
    All = Filter | Sort | Projection,
}
