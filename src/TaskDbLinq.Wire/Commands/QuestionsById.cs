using System.Text.Unicode;
using TaskDbLinq.Caching;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>
/// Reads what finds ask for. Those for one task by its id differ in the id only, mostly: the rest of such a command is read once, and kept
/// by its bytes. <c>{ find, filter: { msg_id: "x" }, … } => the question of { find, filter: { msg_id: "y" }, … }, of x</c>.
/// </summary>
internal sealed class QuestionsById
{
    private const int Kept = 64;
    private const int LongestForm = 1024;
    private const byte StringType = 0x02;
    private const byte DocumentType = 0x03;

    private readonly BoundedCache<Form, Question> _known = new("wire find by id", Kept);

    /// <exception cref="CommandException">It asks for what there is not.</exception>
    public Question Read(CommandCall call) => Split(call.Body) is var (form, msgId)
        ? _known.GetOrAdd(form, call, static (_, call) => Question.Read(Arguments.Of(call)))! with { Filter = Rows.Of(msgId) }
        : Question.Read(Arguments.Of(call));

    /// <summary>
    /// Returns the bytes of a command without its filter, and the id that the filter asks for; null where it asks for more.
    /// </summary>
    private static (Form Form, string MsgId)? Split(ReadOnlyMemory<byte> command)
    {
        var bytes = command.Span;
        foreach (var element in RawBson.Elements(bytes))
        {
            if (element.Type == DocumentType && element.Name.SequenceEqual("filter"u8))
            {
                return bytes.Length - (element.End - element.Start) <= LongestForm && IdOf(element.Value) is { } msgId
                    ? (new Form([.. bytes[sizeof(int)..element.Start], .. bytes[element.End..]]), msgId)
                    : null;
            }
        }

        return null;
    }

    private static string? IdOf(ReadOnlySpan<byte> filter)
    {
        string? msgId = null;
        foreach (var element in RawBson.Elements(filter))
        {
            if (msgId is not null
                || element.Type != StringType
                || !(element.Name.SequenceEqual("msg_id"u8) || element.Name.SequenceEqual("_id"u8))
                || !IsPlain(element.Value[sizeof(int)..]))
            {
                return null;
            }

            msgId = RawBson.ReadString(element.Value);
        }

        return msgId;
    }

    /// <summary>Whether nothing in the text needs a closer look: it ends with its only NUL, and is UTF-8.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) == text.Length - 1 && Utf8.IsValid(text);

    /// <summary>A command without its filter; equal by its bytes.</summary>
    private readonly struct Form(byte[] bytes) : IEquatable<Form>
    {
        private readonly byte[] _bytes = bytes;

        public bool Equals(Form other) => _bytes.AsSpan().SequenceEqual(other._bytes);

        public override bool Equals(object? obj) => obj is Form other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(_bytes);
            return hash.ToHashCode();
        }
    }
}
