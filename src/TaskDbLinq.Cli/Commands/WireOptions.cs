using System.CommandLine;
using System.Globalization;
using System.Net;
using TaskDbLinq.Cli.Exits;

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

    private readonly Option<string?> _users = new("--wire-users")
    {
        Description =
            "The file of MongoDB's users who may come; without it everybody on this machine may. An address that others reach needs it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _user = new("--wire-add-user")
    {
        Description = "Add a user to the file, or change the password of one, and end. The password is the first line of standard input.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_wire, _database, _users, _user])
        {
            command.Options.Add(option);
        }

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

            if (result.GetResult(_user) is not null && result.GetResult(_users) is null)
            {
                result.AddError("--wire-add-user goes with --wire-users");
            }
        });
    }

    /// <summary>Adds a user, if that was asked for.</summary>
    /// <returns>False if it was not.</returns>
    /// <exception cref="UsageException">The password can't be one.</exception>
    public bool AddUser(ParseResult parsed, TextReader input)
    {
        if (parsed.GetValue(_user) is not { } name)
        {
            return false;
        }

        try
        {
            WireUserFile.Open(parsed.GetValue(_users)!).Set(name, input.ReadLine() ?? string.Empty);
            return true;
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--wire-add-user: {fault.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    /// <summary>Starts to answer MongoDB's clients, if that was asked for.</summary>
    /// <exception cref="UsageException">The address can't be served.</exception>
    public TaskDbWireServer? Start(ParseResult parsed, ITaskDb db, TaskDbServerOptions http)
    {
        if (parsed.GetValue(_wire) is not { } text || !TryRead(text, out var address))
        {
            return null;
        }

        try
        {
            return TaskDbWireServer.Start(db, new TaskDbWireOptions
            {
                Address = address,
                Database = parsed.GetValue(_database)!,
                Users = parsed.GetValue(_users) is { } users ? WireUserFile.Open(users) : null,
                Certificate = http.Certificate,
                AllowInsecure = http.AllowInsecure,
                Loggers = http.Loggers,
            });
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
