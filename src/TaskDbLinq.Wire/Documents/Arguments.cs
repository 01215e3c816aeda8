using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// The fields of a command, or of one of its parts. What nobody has asked for at the end is refused: nothing is passed over in silence.
/// </summary>
internal sealed class Arguments(string path, BsonDocument fields)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A command's own; its name stands first.</summary>
    public static Arguments Of(CommandCall call)
    {
        var arguments = new Arguments(call.Name, BsonInput.Read(call.Body));
        arguments._known.Add(call.Name);

        // How a driver wants to be answered, which a single server of one writer does in any case.
        arguments.Ignore("comment", "readConcern", "writeConcern", "maxTimeMS");
        return arguments;
    }

    public TimeSpan? MaxTime => Integer("maxTimeMS") is { } time and > 0 ? TimeSpan.FromMilliseconds(time) : null;

    public BsonValue? Value(string name)
    {
        _known.Add(name);
        return fields.TryGetValue(name, out var value) && !value.IsBsonNull ? value : null;
    }

    public BsonDocument? Document(string name) => Value(name) switch
    {
        null => null,
        BsonDocument document => document,
        var other => throw Wrong(name, other, "an object"),
    };

    public BsonArray? Array(string name) => Value(name) switch
    {
        null => null,
        BsonArray array => array,
        var other => throw Wrong(name, other, "an array"),
    };

    public string? Text(string name) => Value(name) switch
    {
        null => null,
        BsonString text => text.Value,
        var other => throw Wrong(name, other, "a string"),
    };

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public bool Flag(string name) => Value(name) switch
    {
        null => false,
        BsonBoolean flag => flag.Value,
        var number when number.IsNumeric => number.ToDouble() != 0,
        var other => throw Wrong(name, other, "a boolean"),
    };

    /// <summary>A whole number; drivers send 32 or 64 bits, shells doubles.</summary>
    public long? Integer(string name) => Value(name) switch
    {
        null => null,
        BsonInt32 number => number.Value,
        BsonInt64 number => number.Value,
        BsonDouble number when Math.Floor(number.Value) == number.Value && Math.Abs(number.Value) < 1L << 53 => (long)number.Value,
        var other => throw Wrong(name, other, "a whole number"),
    };

    /// <summary>A whole number that is zero or more, and no greater than fits.</summary>
    public int? Count(string name) => Integer(name) switch
    {
        null => null,
        < 0 and var less => throw CommandException.BadValue($"{path}.{name}: expected zero or more, not {less}"),
        > int.MaxValue => int.MaxValue,
        var number => (int)number,
    };

    /// <summary>Fields without which the answer is the same.</summary>
    public void Ignore(params string[] names) => _known.UnionWith(names);

    /// <summary>Fields with which the answer would be another one.</summary>
    public void Refuse(params string[] names)
    {
        foreach (var name in names)
        {
            if (Value(name) is { } value && value != BsonBoolean.False && value is not BsonDocument { ElementCount: 0 }
                && !IsSimple(name, value))
            {
                throw Codes.NotSupported($"{path}.{name}");
            }
        }
    }

    /// <exception cref="CommandException">There are fields that nobody has asked for.</exception>
    public void Complete()
    {
        if (fields.Names.FirstOrDefault(name => !_known.Contains(name)) is { } unknown)
        {
            throw new CommandException(Codes.UnknownField, $"BSON field '{path}.{unknown}' is an unknown field.");
        }
    }

    public CommandException Missing(string name) =>
        new(Codes.MissingField, $"BSON field '{path}.{name}' is missing but a required field");

    public CommandException Wrong(string name, BsonValue value, string expected) =>
        new(Codes.TypeMismatch, $"{path}.{name}: expected {expected}, not a value of type {value.BsonType}");

    private static bool IsSimple(string name, BsonValue value) =>
        name == "collation" && value is BsonDocument { ElementCount: 1 } collation && collation.GetValue("locale", "") == "simple";
}
