using System.Text;
using TaskDbLinq.Cli.Exits;

namespace TaskDbLinq.Cli.Describing;

/// <summary>The manual page, in the macros of man(7).</summary>
internal static class ManPage
{
    private static readonly (int Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Success, "Done."),
        (ExitCode.Failure, "It failed while it ran."),
        (ExitCode.Usage, "The arguments are wrong, or the named file is not there."),
        (ExitCode.Interrupted, "Ctrl-C."),
    ];

    public static string Of(GroupedRoot root, string version)
    {
        var page = new StringBuilder();
        Line($".TH TASKDB 1 \"\" \"taskdb {version}\" \"User Commands\"");
        Line(".SH NAME");
        Line($"taskdb \\- {Text(root.Description ?? string.Empty)}");
        Line(".SH SYNOPSIS");
        Line(".B taskdb");
        Line(".I COMMAND");
        Line("[\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]");
        var commands = CommandTree.Of(root).ToDictionary(command => command.Name);
        foreach (var (title, members) in root.Groups)
        {
            Line($".SH {Text(title.ToUpperInvariant())}");
            foreach (var command in members.Where(member => commands.ContainsKey(member.Name)).Select(member => commands[member.Name]))
            {
                Line($".SS taskdb {Text(string.Join(' ', [command.Name, .. command.Arguments]))}");
                Line(Text(command.Description));
                foreach (var option in command.Options)
                {
                    Line(".TP");
                    Line(
                        option.Value is null
                            ? $"\\fB{Text(option.Name)}\\fR"
                            : $"\\fB{Text(option.Name)}\\fR \\fI{Text(option.Value)}\\fR");
                    Line(Text(option.Description));
                }

                if (command.Examples.Count > 0)
                {
                    Line(".PP");
                    Line(".nf");
                    command.Examples.ToList().ForEach(example => Line(Text(example)));
                    Line(".fi");
                }
            }
        }

        Line(".SH EXIT STATUS");
        foreach (var (code, meaning) in ExitCodes)
        {
            Line(".TP");
            Line($".B {code}");
            Line(meaning);
        }

        return page.ToString();

        void Line(string line) => page.Append(line).Append('\n');
    }

    /// <summary>A dash is a dash to be copied, a backslash is itself, and no line begins with a macro.</summary>
    private static string Text(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? "\\&" + escaped : escaped;
    }
}
