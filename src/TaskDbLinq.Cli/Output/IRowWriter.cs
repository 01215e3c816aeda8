using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>Rows on their way to standard output in one format. Nothing is written before the first row or the end.</summary>
internal interface IRowWriter : IDisposable
{
    void Write(TaskRow row);

    /// <summary>All rows are written.</summary>
    void End();
}
