using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaskDbLinq.Cli.Arguments;

/// <summary>An option that names a file or a server, or stands alone for the usual one.</summary>
internal static class PlaceOption
{
    public const string File = "FILE";
    public const string Uri = "URI";
    public const string Connection = "CONNECTION";

    /// <summary>The option. What is no file or server, such as a filter that follows the option, is an error.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="kind">What it names, as help says it: <see cref="File"/>, <see cref="Uri"/> or <see cref="Connection"/>.</param>
    /// <param name="description">What help says of the option.</param>
    public static Option<string?> Of(string name, string kind, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = kind, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && Problem(name, kind, value) is { } problem)
            {
                result.AddError($"{name}: {problem}");
            }
        });
        return option;
    }

    private static string? Problem(string name, string kind, string value) => value.StartsWith('{')
        ? $"'{value}' is a filter, not a {kind}; put {name} last, or name the {kind}"
        : kind switch
        {
            File => value.Length > 0 ? null : "expected the name of a file, or nothing",
            Uri => IsMongo(value) ? null : "expected a connection string that begins with mongodb:// or mongodb+srv://, or nothing",
            _ => IsPostgres(value)
                ? null
                : "expected a connection string such as Host=localhost;Database=tasks or postgresql://localhost/tasks, or nothing",
        };

    private static bool IsMongo(string value) =>
        value.StartsWith("mongodb://", StringComparison.Ordinal) || value.StartsWith("mongodb+srv://", StringComparison.Ordinal);

    private static bool IsPostgres(string value) => value.Contains('=', StringComparison.Ordinal)
        || value.StartsWith("postgresql://", StringComparison.Ordinal) || value.StartsWith("postgres://", StringComparison.Ordinal);
}
