using System.Runtime.InteropServices;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>What shells and other tools ask a server about itself at their start.</summary>
internal static class ServerCommands
{
    public const string Version = "7.0.0";

    public static BsonDocument BuildInfo() => new()
    {
        { "version", Version },
        { "versionArray", new BsonArray { 7, 0, 0, 0 } },
        { "gitVersion", "taskdb" },
        { "bits", 64 },
        { "maxBsonObjectSize", Protocol.MaxDocumentBytes },
        { "modules", new BsonArray { "TaskDbLinq" } },
    };

    /// <summary>The machine's name stays the machine's own affair.</summary>
    public static BsonDocument HostInfo() => new()
    {
        {
            "system", new BsonDocument
            {
                { "currentTime", new BsonDateTime(DateTime.UtcNow) },
                { "hostname", "taskdb" },
                { "cpuAddrSize", 64 },
                { "numCores", Environment.ProcessorCount },
                { "cpuArch", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() },
            }
        },
        { "os", new BsonDocument { { "type", RuntimeInformation.OSDescription.Split(' ')[0] }, { "name", "taskdb" },
            { "version", string.Empty } } },
        { "extra", new BsonDocument() },
    };

    public static BsonDocument ConnectionStatus(CommandCall call) => new("authInfo", new BsonDocument
    {
        { "authenticatedUsers", call.Client.User is { } user
            ? new BsonArray { new BsonDocument { { "user", user }, { "db", "admin" } } }
            : new BsonArray() },
        { "authenticatedUserRoles", new BsonArray() },
        { "authenticatedUserPrivileges", new BsonArray() },
    });

    /// <summary>The one parameter that tools read, and no other.</summary>
    public static BsonDocument GetParameter(CommandCall call)
    {
        var asked = BsonInput.Read(call.Body);
        if (asked.Contains("featureCompatibilityVersion"))
        {
            return new BsonDocument("featureCompatibilityVersion", new BsonDocument("version", "7.0"));
        }

        throw new CommandException(Codes.InvalidOptions, "no option found to get");
    }

    /// <summary>There is no log to read this way.</summary>
    public static BsonDocument GetLog(CommandCall call) => BsonInput.Read(call.Body)["getLog"] switch
    {
        BsonString { Value: "*" } => new BsonDocument("names", new BsonArray { "global", "startupWarnings" }),
        BsonString { Value: "global" or "startupWarnings" } => new BsonDocument { { "totalLinesWritten", 0 }, { "log", new BsonArray() } },
        var other => throw new CommandException(Codes.OperationFailed, $"no RamLog named: {other}"),
    };

    public static BsonDocument WhatsMyUri(CommandCall call) => new("you", call.Client.Address?.ToString() ?? string.Empty);

    public static BsonDocument CommandLine() => new() { { "argv", new BsonArray { "taskdb" } }, { "parsed", new BsonDocument() } };
}
