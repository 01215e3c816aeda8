namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>A MongoDB error code with its name.</summary>
internal readonly record struct MongoError(int Code, string Name)
{
    public static readonly MongoError InternalError = new(1, "InternalError");
    public static readonly MongoError BadValue = new(2, "BadValue");
    public static readonly MongoError DuplicateKey = new(11000, "DuplicateKey");
}
