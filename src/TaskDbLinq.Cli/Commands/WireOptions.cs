using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options of <c>taskdb serve</c> for MongoDB's clients.</summary>
internal sealed class WireOptions
{
    private readonly Option<string?> _wire = new("--wire")
    {
        Description = "Answer MongoDB's clients, too: their wire protocol on this port of this machine, or on an address with a port.",
        HelpName = "PORT",
    };

    private readonly Option<string> _database = new("--wire-database")
    {
        Description = "The name of the database that MongoDB's clients see.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new TaskDbWireOptions().Database,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_wire);
        command.Options.Add(_database);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_wire) is { Implicit: false, Tokens: [{ Value: var text }] } && !TryRead(text, out _))
            {
                result.AddError($"--wire: '{text}' is no port; expected 27017 or 127.0.0.1:27017");
            }

            if (result.GetResult(_wire) is null && result.GetResult(_database) is { Implicit: false })
            {
                result.AddError("--wire-database goes with --wire");
            }
        });
    }

    /// <summary>Starts to answer MongoDB's clients, if that was asked for.</summary>
    /// <exception cref="UsageException">The address can't be served.</exception>
    public TaskDbWireServer? Start(ParseResult parsed, ITaskDb db, ILoggerFactory loggers)
    {
        if (parsed.GetValue(_wire) is not { } text || !TryRead(text, out var address))
        {
            return null;
        }

        try
        {
            return TaskDbWireServer.Start(db, new TaskDbWireOptions { Address = address, Database = parsed.GetValue(_database)!, Loggers = loggers });
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--wire: {fault.Message}");
        }
    }

    /// <summary>The connection string that MongoDB's clients take.</summary>
    public string Url(ParseResult parsed, TaskDbWireServer server) => $"mongodb://{server.Address}/{parsed.GetValue(_database)}";

    private static bool TryRead(string text, out IPEndPoint address)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            address = new IPEndPoint(IPAddress.Loopback, port);
            return true;
        }

        var isAddress = IPEndPoint.TryParse(text, out var parsed) && text.Contains(':', StringComparison.Ordinal) && parsed.Port != 0;
        address = isAddress ? parsed! : new IPEndPoint(IPAddress.None, 0);
        return isAddress;
    }
}
