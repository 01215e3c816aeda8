using System.Collections.Frozen;

namespace TaskDbLinq.Filters.Limits;

/// <summary>The names on a list; a name allows the paths below it, and all uses.</summary>
internal sealed class ListedFields(IEnumerable<string> names) : FieldRule
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    public override bool Allows(string path, QueryUses uses)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_names.Contains(path[..end]))
            {
                return true;
            }
        }

        return false;
    }
}
