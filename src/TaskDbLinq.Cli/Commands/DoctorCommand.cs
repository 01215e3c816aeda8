using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Sqlite.Doctor;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb doctor</c>: what a SQLite file is, whether it is sound, and what to do about it.</summary>
internal sealed class DoctorCommand : Command, IHasExamples
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = $"The file; {Databases.UsualFile} if not given.",
        DefaultValueFactory = _ => Databases.UsualFile,
    };

    public DoctorCommand(Shell shell)
        : base("doctor", "Prints what kind of file a database is, its tables, indexes, size and integrity, and advice.")
    {
        _file.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_file);
        SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(_file);
            Databases.RequireFile(file);
            var report = SqliteFileReport.Of(file);
            foreach (var (name, value) in report.Facts)
            {
                shell.Text.WriteLine($"{name,-12}{value}");
            }

            foreach (var advice in report.Advice)
            {
                shell.Text.WriteLine($"advice      {advice}");
            }

            return report.IsSound ? ExitCode.Success : ExitCode.Failure;
        });
    }

    public IReadOnlyList<string> Examples { get; } = ["taskdb doctor ~/.ipython/profile_default/tasks.db"];
}
