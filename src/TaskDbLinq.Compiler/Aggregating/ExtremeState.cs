namespace TaskDbLinq.Aggregating;

/// <summary>The least or the greatest of the values so far.</summary>
/// <param name="sign">-1 for the least, 1 for the greatest.</param>
internal sealed class ExtremeState(int sign) : GroupState
{
    private DocumentValue _best = DocumentValue.Null;

    public override DocumentValue Result => _best;

    public override void Add(DocumentValue value)
    {
        if (!value.IsNull && (_best.IsNull || value.CompareTo(_best) * sign > 0))
        {
            _best = value;
        }
    }
}
