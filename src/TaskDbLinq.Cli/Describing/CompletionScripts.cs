namespace TaskDbLinq.Cli.Describing;

/// <summary>The completion of a shell, as a script that it evaluates: everything is in it, so that a key press starts no process.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<DescribedCommand>, string>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<DescribedCommand>, string>>
        {
            ["bash"] = Bash,
            ["zsh"] = Zsh,
            ["fish"] = Fish,
            ["powershell"] = PowerShell,
        };

    private static string Bash(IReadOnlyList<DescribedCommand> commands) => $$"""
        # eval "$(taskdb completion bash)"
        _taskdb() {
            local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} done
            COMPREPLY=()
            if ((COMP_CWORD == 1)); then
                COMPREPLY=($(compgen -W "{{Names(commands)}}" -- "$cur"))
                return
            fi
            case ${COMP_WORDS[1]}:$prev in
        {{Lines(commands.SelectMany(command => command.Options.Where(option => option.Words.Count > 0).Select(option => option.IsList
            ? $"""        {command.Name}:{option.Name}) done=${"{"}cur%"${"{"}cur##*,{"}"}"{"}"}; COMPREPLY=($(compgen -P "$done" -W "{string.Join(' ', option.Words)}" -- "${"{"}cur##*,{"}"}")); return ;;"""
            : $"""        {command.Name}:{option.Name}) COMPREPLY=($(compgen -W "{string.Join(' ', option.Words)}" -- "$cur")); return ;;""")))}}
            esac
            [[ $cur == -* ]] || return
            case ${COMP_WORDS[1]} in
        {{Lines(commands.Select(command => $"""        {command.Name}) COMPREPLY=($(compgen -W "{string.Join(' ', command.Options.Select(option => option.Name))}" -- "$cur")) ;;"""))}}
            esac
        }
        complete -o default -F _taskdb taskdb

        """;

    private static string Zsh(IReadOnlyList<DescribedCommand> commands) => $$"""
        #compdef taskdb
        # source <(taskdb completion zsh)
        _taskdb() {
            local -a commands=(
        {{Lines(commands.Select(command => $"        '{command.Name}:{Quoted(command.Description)}'"))}}
            )
            if ((CURRENT == 2)); then
                _describe command commands
                return
            fi
            local command=$words[2]
            shift words
            ((CURRENT--))
            case $command in
        {{Lines(commands.Select(command => $"        {command.Name}) _arguments {string.Join(' ', command.Options.Select(ZshOption))} '*:argument:_files' ;;"))}}
            esac
        }
        compdef _taskdb taskdb

        """;

    private static string Fish(IReadOnlyList<DescribedCommand> commands) => $$"""
        # taskdb completion fish | source
        {{Lines(commands.Select(command => $"complete -c taskdb -n __fish_use_subcommand -f -a {command.Name} -d '{FishQuoted(command.Description)}'"))}}
        {{Lines(commands.SelectMany(command => command.Options.Select(option =>
            $"complete -c taskdb -n '__fish_seen_subcommand_from {command.Name}' -l {option.Name.TrimStart('-')}{FishValue(option)} -d '{FishQuoted(option.Description)}'")))}}

        """;

    private static string PowerShell(IReadOnlyList<DescribedCommand> commands) => $$"""
        # taskdb completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName taskdb -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $options = @{
        {{Lines(commands.Select(command => $"        '{command.Name}' = @({string.Join(", ", command.Options.Select(option => $"'{option.Name}'"))})"))}}
            }
            $values = @{
        {{Lines(commands.SelectMany(command => command.Options.Where(option => option.Words.Count > 0).Select(option => $"        '{command.Name} {option.Name}' = @({string.Join(", ", option.Words.Select(word => $"'{word}'"))})")))}}
            }
            $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
            $previous = if ($wordToComplete) { $words[-2] } else { $words[-1] }
            $known = if ($words.Count -lt 2 -or ($words.Count -eq 2 -and $wordToComplete)) { $options.Keys | Sort-Object }
                elseif ($values.ContainsKey("$($words[1]) $previous")) { $values["$($words[1]) $previous"] }
                else { $options[$words[1]] }
            $known | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }

        """;

    private static string ZshOption(DescribedOption option) =>
        $"'{option.Name}[{Quoted(option.Description)}]{ZshValue(option)}'";

    private static string ZshValue(DescribedOption option) =>
        option.Value is null ? string.Empty
        : option.IsList ? $":{option.Value}:_values -s , key {string.Join(' ', option.Words)}"
        : option.Words.Count > 0 ? $":{Quoted(option.Value)}:({string.Join(' ', option.Words)})"
        : $":{Quoted(option.Value)}:_files";

    private static string Names(IReadOnlyList<DescribedCommand> commands) => string.Join(' ', commands.Select(command => command.Name));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>Within zsh's single quotes and brackets.</summary>
    private static string Quoted(string text) =>
        text.Replace("'", "'\\''", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string FishValue(DescribedOption option) =>
        option.Words.Count > 0 ? $" -x -a '{string.Join(' ', option.Words)}'" : option.Value is null ? " -f" : " -r";

    private static string FishQuoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
