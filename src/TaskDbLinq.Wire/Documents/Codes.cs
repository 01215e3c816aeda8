using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>The codes of MongoDB's that this server answers with (its src/mongo/base/error_codes.yml and manual).</summary>
internal static class Codes
{
    public static readonly MongoError FailedToParse = new(9, "FailedToParse");
    public static readonly MongoError Unauthorized = new(13, "Unauthorized");
    public static readonly MongoError TypeMismatch = new(14, "TypeMismatch");
    public static readonly MongoError Overflow = new(15, "Overflow");
    public static readonly MongoError InvalidLength = new(16, "InvalidLength");
    public static readonly MongoError AuthenticationFailed = new(18, "AuthenticationFailed");
    public static readonly MongoError IllegalOperation = new(20, "IllegalOperation");
    public static readonly MongoError InvalidBson = new(22, "InvalidBSON");
    public static readonly MongoError NamespaceNotFound = new(26, "NamespaceNotFound");
    public static readonly MongoError IndexNotFound = new(27, "IndexNotFound");
    public static readonly MongoError CursorNotFound = new(43, "CursorNotFound");
    public static readonly MongoError NamespaceExists = new(48, "NamespaceExists");
    public static readonly MongoError MaxTimeExpired = new(50, "MaxTimeMSExpired");
    public static readonly MongoError ImmutableField = new(66, "ImmutableField");
    public static readonly MongoError CannotCreateIndex = new(67, "CannotCreateIndex");
    public static readonly MongoError InvalidOptions = new(72, "InvalidOptions");
    public static readonly MongoError InvalidNamespace = new(73, "InvalidNamespace");
    public static readonly MongoError IndexOptionsConflict = new(85, "IndexOptionsConflict");
    public static readonly MongoError OperationFailed = new(96, "OperationFailed");
    public static readonly MongoError CommandNotSupported = new(115, "CommandNotSupported");
    public static readonly MongoError ExceededMemoryLimit = new(292, "QueryExceededMemoryLimitNoDiskUseAllowed");
    public static readonly MongoError ObjectTooLarge = new(10334, "BSONObjectTooLarge");
    public static readonly MongoError PathCollision = new(31249, "Location31249");
    public static readonly MongoError InclusionInExclusion = new(31253, "Location31253");
    public static readonly MongoError ExclusionInInclusion = new(31254, "Location31254");
    public static readonly MongoError UnknownStage = new(40324, "Location40324");
    public static readonly MongoError MissingField = new(40414, "Location40414");
    public static readonly MongoError UnknownField = new(40415, "Location40415");

    /// <summary>Refuses what MongoDB has and this server hasn't.</summary>
    public static CommandException NotSupported(string what) => new(CommandNotSupported, $"{what} is not supported by this server");
}
