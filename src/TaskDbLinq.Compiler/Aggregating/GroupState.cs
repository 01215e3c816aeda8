namespace TaskDbLinq.Aggregating;

/// <summary>One aggregate of one group, while records are added to it.</summary>
internal abstract class GroupState
{
    /// <summary>What has been computed of the values so far.</summary>
    public abstract DocumentValue Result { get; }

    /// <summary>Adds the value of a record; null or missing where it has none.</summary>
    public abstract void Add(DocumentValue value);

    /// <summary>Adds what a store has computed of several records.</summary>
    public virtual void Add(GroupPart part)
    {
        foreach (var value in part.Values)
        {
            Add(value);
        }
    }
}
