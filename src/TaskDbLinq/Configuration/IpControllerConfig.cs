using System.Runtime.InteropServices;
using TaskDbLinq.Configuration;
using TaskDbLinq.Configuration.Python;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;

namespace TaskDbLinq;

/// <summary>Reads the task database's settings from IPython's <c>ipcontroller_config.py</c>, without running it.</summary>
/// <remarks>
/// A setting is read where it is a plain assignment of a literal: <c>c.SQLiteDB.filename = "tasks.db"</c>, of a string,
/// a number, <c>True</c>, <c>False</c> or <c>None</c>, at the start of a line. What does not concern the task database
/// (imports, other classes, the rest of <c>HubFactory</c> and <c>IPController</c>) is skipped. What does and is anything
/// else (a computed value, an assignment in a block, a call) is an error naming the line, since its effect is known to
/// Python only.
/// </remarks>
public static class IpControllerConfig
{
    private const string Expected = "only a plain assignment of a string, a number, True, False or None is read, such as";

    /// <summary>Reads the settings, each with its file and line as its source; of two for the same name both are there.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="ConfigurationException">Some lines can't be read without running them; all of them are listed.</exception>
    public static IReadOnlyList<TaskDbSetting> Parse(string text, string file = "ipcontroller_config.py")
    {
        var problems = new List<ConfigurationProblem>();
        var settings = Parse(text, file, problems, []);
        ConfigurationException.ThrowIfAny(problems);
        return settings;
    }

    /// <summary>Reads a file, and checks what it says.</summary>
    /// <inheritdoc cref="Parse(string, string)" path="/exception"/>
    /// <inheritdoc cref="SettingsReader.Read(IEnumerable{TaskDbSetting})" path="/exception"/>
    public static TaskDbOptions Read(string text, string file = "ipcontroller_config.py")
    {
        var problems = new List<ConfigurationProblem>();
        var options = SettingsReader.Read(Parse(text, file, problems, []), problems);
        ConfigurationException.ThrowIfAny(problems);
        return options;
    }

    /// <summary>Reads and checks a file, and tells also the lines that set something else or load another file.</summary>
    /// <inheritdoc cref="Read(string, string)" path="/exception"/>
    internal static (IReadOnlyList<TaskDbSetting> Settings, IReadOnlyList<int> SkippedLines) ParseWhole(string text, string file)
    {
        var (problems, skipped) = (new List<ConfigurationProblem>(), new List<int>());
        var settings = Parse(text, file, problems, skipped);
        SettingsReader.Read(settings, problems);
        ConfigurationException.ThrowIfAny(problems);
        return (settings, skipped);
    }

    private static List<TaskDbSetting> Parse(string text, string file, List<ConfigurationProblem> problems, List<int> skipped)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = new List<TaskDbSetting>();
        var lexer = new PythonLexer(text, (line, reason) => problems.Add(Problem(file, line, reason)));
        foreach (var statement in lexer.Read())
        {
            if (!Concerns(statement.Tokens))
            {
                if (Configures(statement.Tokens))
                {
                    skipped.Add(statement.Line);
                }

                continue;
            }

            if (Assignment(statement, file) is { } setting)
            {
                settings.Add(setting);
            }
            else
            {
                problems.Add(Problem(file, statement.Line, Reason(statement)));
            }
        }

        return settings;
    }

    /// <summary>Whether a statement may set something of the task database, be it in a way that can't be read.</summary>
    private static bool Concerns(List<PythonToken> tokens)
    {
        if (tokens[0] is { Kind: PythonTokenKind.Name, Text: "import" or "from" })
        {
            return false;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == PythonTokenKind.Name && IsSection(tokens[i].Text) && !IsOtherTrait(tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a statement uses the configuration <c>c</c>, or loads another file into it.</summary>
    private static bool Configures(List<PythonToken> tokens) => tokens.Index().Any(pair =>
        pair.Item.Kind == PythonTokenKind.Name
        && (pair.Item.Text == "load_subconfig"
            || (pair.Item.Text == "c" && pair.Index + 1 < tokens.Count
                && (tokens[pair.Index + 1].IsOperator('.') || tokens[pair.Index + 1].IsOperator('[')))));

    /// <summary>A class in another case than IPython's has no effect there, and is reported rather than skipped.</summary>
    private static bool IsSection(string name) => KnownSettings.Sections.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The hub's class has many traits, of which one concerns the task database: the rest is skipped, but for misspellings of it.
    /// </summary>
    private static bool IsOtherTrait(List<PythonToken> tokens, int section) =>
        section + 2 < tokens.Count
        && tokens[section + 1].IsOperator('.')
        && tokens[section + 2].Kind == PythonTokenKind.Name
        && KnownSettings.All.Any(
            known =>
                known.Name == KnownSettings.BackendName && known.Section.Equals(tokens[section].Text, StringComparison.OrdinalIgnoreCase))
        && NearMiss.Find(tokens[section + 2].Text, [KnownSettings.BackendName]) is null;

    private static TaskDbSetting? Assignment(PythonStatement statement, string file)
    {
        var tokens = statement.Tokens;
        var isPlain = !statement.IsIndented
            && tokens.Count > 6
            && tokens[0].Kind == PythonTokenKind.Name && tokens[1].IsOperator('.')
            && tokens[2].Kind == PythonTokenKind.Name && tokens[3].IsOperator('.')
            && tokens[4].Kind == PythonTokenKind.Name && tokens[5].IsOperator('=');
        return isPlain && KnownSettings.Sections.Contains(tokens[2].Text)
            && PythonLiteral.TryRead(CollectionsMarshal.AsSpan(tokens)[6..], out var value)
            ? new TaskDbSetting(tokens[2].Text, tokens[4].Text, value, $"{file}:{statement.Line}")
            : null;
    }

    private static string Reason(PythonStatement statement)
    {
        var name = statement.Tokens.First(token => token.Kind == PythonTokenKind.Name && IsSection(token.Text)).Text;
        var section = KnownSettings.Sections.First(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return section != name ? $"IPython has no class '{name}'; did you mean '{section}'?"
            : statement.IsIndented ? $"a setting in a block holds or not as Python decides; {Expected} {Example(section)}"
            : $"its value is known to Python only; {Expected} {Example(section)}";
    }

    private static string Example(string section) => section switch
    {
        "SQLiteDB" => "c.SQLiteDB.filename = \"tasks.db\"",
        "MongoDB" => "c.MongoDB.database = \"ipython-tasks\"",
        "DictDB" => "c.DictDB.record_limit = 1024",
        _ => $"c.{section}.db_class = \"SQLiteDB\"",
    };

    private static ConfigurationProblem Problem(string file, int line, string reason) =>
        new(string.Empty, reason, Source: $"{file}:{line}");
}
