namespace TaskDbLinq.Aggregating;

/// <summary>What EF Core groups by: as many of the parts are set as a question has keys.</summary>
internal sealed class GroupKey<T0, T1, T2, T3, T4, T5, T6, T7>
{
    public T0? K0 { get; init; }

    public T1? K1 { get; init; }

    public T2? K2 { get; init; }

    public T3? K3 { get; init; }

    public T4? K4 { get; init; }

    public T5? K5 { get; init; }

    public T6? K6 { get; init; }

    public T7? K7 { get; init; }
}

/// <summary>What is read of a group.</summary>
internal sealed class GroupRow
{
    public object?[] Cells { get; init; } = [];
}
