using System.Collections.Immutable;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Path">The setting, such as <c>DictDB.record_limit</c>; empty where there is none.</param>
/// <param name="Reason">What is wrong, as a sentence without its point.</param>
/// <param name="Suggestion">The name that was probably meant; null when none is near.</param>
/// <param name="Source">Where it was written; null when that is not known.</param>
public sealed record ConfigurationProblem(string Path, string Reason, string? Suggestion = null, string? Source = null)
{
    /// <summary>One line: source, path, reason, suggestion.</summary>
    public override string ToString()
    {
        var line = Path.Length == 0 ? Reason : $"{QueryProblem.Shown(Path)}: {Reason}";
        line = Source is null ? line : $"{Source}: {line}";
        return Suggestion is null ? line : $"{line}; did you mean '{Suggestion}'?";
    }
}

/// <summary>A configuration that can't be used. It lists everything that is wrong with it.</summary>
public sealed class ConfigurationException : TaskDbLinqException
{
    /// <summary>A configuration with these problems.</summary>
    public ConfigurationException(params IEnumerable<ConfigurationProblem> problems)
        : this([.. problems])
    {
    }

    private ConfigurationException(ImmutableArray<ConfigurationProblem> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>What is wrong, in the order of the settings; at least one.</summary>
    public ImmutableArray<ConfigurationProblem> Problems { get; }

    internal static void ThrowIfAny(IReadOnlyCollection<ConfigurationProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }
    }
}
