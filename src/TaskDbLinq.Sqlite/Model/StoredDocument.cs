using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>Dict fields as JSON text; in our own layout the typed forms of Extended JSON keep dates and bytes what they are.</summary>
internal static class StoredDocument
{
    /// <exception cref="FormatException">The text is not a JSON object.</exception>
    public static Document Read(string json) => DocumentJson.ParseStored(json) switch
    {
        Document document => document,
        { IsNull: true } => Document.None,
        _ => throw new FormatException("The stored JSON is not an object."),
    };
}
