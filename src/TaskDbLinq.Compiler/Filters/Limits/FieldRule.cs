namespace TaskDbLinq.Filters.Limits;

/// <summary>Which fields a question may name.</summary>
internal abstract class FieldRule
{
    /// <summary>Whether a field path may be used so.</summary>
    public abstract bool Allows(string path, QueryUses uses);

    /// <summary>The rule for the fields of a list's elements, where the list itself is allowed; null where all of them are.</summary>
    /// <param name="element">The type of the elements.</param>
    public virtual FieldRule? OfElements(Type element) => null;

    /// <summary>The allowed path that one that is not allowed was probably meant to be; null when none is near.</summary>
    public virtual string? Nearest(string path, QueryUses uses) => null;
}
