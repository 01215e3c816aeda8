using System.Collections.Frozen;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>
/// Which MongoDB error an SQLSTATE of the engine stands for. The states <c>M....</c> are the engine's own; those
/// here were found by provoking the errors and looking up the code MongoDB gives for the same mistake.
/// </summary>
internal static class ErrorTable
{
    private static readonly FrozenDictionary<string, MongoError> Known = new Dictionary<string, MongoError>
    {
        ["M0001"] = MongoError.BadValue,
        ["M0003"] = new(9, "FailedToParse"),
        ["M0004"] = new(14, "TypeMismatch"),
        ["M0008"] = new(26, "NamespaceNotFound"),
        ["M0009"] = new(27, "IndexNotFound"),
        ["M000A"] = new(28, "PathNotViable"),
        ["M000D"] = new(40, "ConflictingUpdateOperators"),
        ["M000F"] = new(48, "NamespaceExists"),
        ["M000M"] = new(66, "ImmutableField"),
        ["M000N"] = new(67, "CannotCreateIndex"),
        ["M000Q"] = new(73, "InvalidNamespace"),
        ["M000R"] = new(85, "IndexOptionsConflict"),
        ["M000S"] = new(86, "IndexKeySpecsConflict"),
        ["M000U"] = new(115, "CommandNotSupported"),
        ["M001C"] = MongoError.DuplicateKey,
        ["M001R"] = new(15976, "Location15976"), // $sort without a key
        ["M0059"] = new(31254, "Location31254"), // exclusion inside an inclusive projection
        ["M007U"] = new(40324, "Location40324"), // unknown pipeline stage
        ["M009C"] = new(51075, "Location51075"), // regular expression options given twice
        ["M009H"] = new(51091, "Location51091"), // invalid regular expression
        ["M009N"] = new(51108, "Location51108"), // unknown regular expression option

        // PostgreSQL's own states, where they reach a client through the engine.
        ["23505"] = MongoError.DuplicateKey, // unique_violation
        ["23P01"] = MongoError.DuplicateKey, // exclusion_violation: how the engine builds unique indexes
        ["0A000"] = new(115, "CommandNotSupported"),
        ["22023"] = MongoError.BadValue, // invalid_parameter_value
        ["40P01"] = new(112, "WriteConflict"), // deadlock_detected
        ["53100"] = new(14031, "OutOfDiskSpace"),
        ["57014"] = new(50, "MaxTimeMSExpired"), // query_canceled
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The error for a state; one that is not known counts as an internal error.</summary>
    public static MongoError Find(string sqlState) => Known.GetValueOrDefault(sqlState, MongoError.InternalError);

    public static bool Knows(string sqlState) => Known.ContainsKey(sqlState);

    /// <summary>True for the states with which PostgreSQL says that it is going away or not yet there.</summary>
    public static bool MeansEngineLost(string sqlState) => sqlState is "57P01" or "57P02" or "57P03";
}
