using System.Text;
using TaskDbLinq.Mongo.Layout;

namespace TaskDbLinq.Wire.Documents;

/// <summary>The fields that a projection shows whole, in the order of a document, and where rows have them.</summary>
internal sealed class ShownFields
{
    private static readonly (string Key, byte[] Name)[] All =
        [.. DocumentNames.Order.Select(field => (field.Key, Encoding.UTF8.GetBytes(field.Key)))];

    public ShownFields(Projection projection, TaskKeys keys)
    {
        Keys = keys;
        Metadata = keys.PositionOf(TaskKey.Metadata);
        Fields =
        [
            .. from field in All
               where projection.Shows(field.Key) && keys.PositionOf(field.Key) >= 0
               select (field.Name, keys.PositionOf(field.Key)),
        ];
    }

    /// <summary>The keys of the rows.</summary>
    public TaskKeys Keys { get; }

    public (byte[] Name, int Position)[] Fields { get; }

    /// <summary>Where rows have the metadata, which holds what a hub wrote beyond the fields; negative where they haven't.</summary>
    public int Metadata { get; }
}
