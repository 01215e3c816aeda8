using System.Text.Json;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// The <c>status</c> of a reply, read from the text that we stored: <c>{ {"status": "error", "ename": "E"} } => { Error }</c>
/// </summary>
internal static class ReplyStatus
{
    /// <summary>Returns the state that a status says; null where more must be read to tell.</summary>
    public static TaskState? Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String ? OfText(ref reader) : null;
            }

            if (reader.ValueSpan is [(byte)'$', ..])
            {
                // An object in a typed form, such as one whose first name starts with a dollar sign.
                return null;
            }

            reader.Skip();
        }

        return null;
    }

    private static TaskState? OfText(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("error"u8) ? TaskState.Error
        : reader.ValueTextEquals("aborted"u8) ? TaskState.Aborted
        : TaskState.Ok;
}
