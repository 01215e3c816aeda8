using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Describing;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb completion</c>: the script with which a shell completes this command.</summary>
internal sealed class CompletionCommand : Command, IHasExamples
{
    private readonly Argument<string> _shellName = new("shell")
    {
        Description = $"One of {string.Join(", ", CompletionScripts.All.Keys)}.",
    };

    public CompletionCommand(Shell shell)
        : base("completion", "Prints the script with which bash, zsh, fish or PowerShell completes taskdb.")
    {
        Arguments.Add(_shellName);
        _shellName.CompletionSources.Add([.. CompletionScripts.All.Keys]);
        _shellName.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !CompletionScripts.All.ContainsKey(token.Value))
            {
                result.AddError($"expected one of {string.Join(", ", CompletionScripts.All.Keys)}, not '{token.Value}'");
            }
        });
        SetAction(parsed =>
        {
            shell.Text.Write(
                CompletionScripts.All[parsed.GetRequiredValue(_shellName)](CommandTree.Of((GroupedRoot)parsed.RootCommandResult.Command)));
            return ExitCode.Success;
        });
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb completion bash >> ~/.bash_completion",
        "taskdb completion fish > ~/.config/fish/completions/taskdb.fish",
    ];
}
