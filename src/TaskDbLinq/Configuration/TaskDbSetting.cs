namespace TaskDbLinq;

/// <summary>One setting as somebody wrote it: <c>SQLiteDB.filename = "tasks.db"</c>.</summary>
/// <param name="Section">IPython's class, such as <c>SQLiteDB</c>.</param>
/// <param name="Name">Its trait, such as <c>filename</c>; empty where a section was given a value itself.</param>
/// <param name="Value">A string, a long, a double, a bool or null; a number may also stand in a string.</param>
/// <param name="Source">Where it was written, such as <c>taskdb.json</c> or <c>ipcontroller_config.py:12</c>; null when that is not
/// known.</param>
public sealed record TaskDbSetting(string Section, string Name, object? Value, string? Source = null)
{
    /// <summary>Section and name as IPython writes them.</summary>
    public string Path => Name.Length == 0 ? Section : $"{Section}.{Name}";
}
