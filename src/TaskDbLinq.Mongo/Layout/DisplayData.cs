using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// The field <c>display_data</c>, which IPython's hub writes beside those of a task. A document has it where IPython puts it, and a task
/// has it within its metadata: <c>{ metadata: { a }, display_data: d } => { metadata: { a, taskdb_extra: { display_data: d } } }</c>.
/// </summary>
internal static class DisplayData
{
    /// <summary>The field's name in a document.</summary>
    public const string Name = ExtraFields.DisplayData;

    /// <summary>The path to it in a task.</summary>
    public const string Path = $"{TaskKey.Metadata}.{ExtraFields.Name}.{Name}";

    /// <summary>The metadata as a document has it, and what goes into the field of its own; null where there is nothing.</summary>
    public static (Document? Metadata, DocumentValue? Shown) Split(Document? metadata)
    {
        var extra = ExtraFields.Of(metadata);
        if (extra[Name] is not { IsNull: false } shown)
        {
            return (metadata, null);
        }

        var rest = Document.Of(extra.Where(field => field.Key != Name).Select(field => (field.Key, (DocumentValue?)field.Value)));
        return (rest.Count == 0 ? ExtraFields.Without(metadata) : ExtraFields.With(ExtraFields.Without(metadata), rest), shown);
    }

    /// <summary>The metadata as a task has it.</summary>
    public static Document? Join(Document? metadata, DocumentValue shown) =>
        shown.IsNull ? metadata : ExtraFields.With(metadata, Document.Of((Name, shown)));
}
