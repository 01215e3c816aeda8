namespace TaskDbLinq.Architecture.Tests;

/// <summary>
/// The picture of docs/architecture.md as data: the projects, and the folders of each, lowest first. Code names what is below it in
/// its own project, and what its project references; never what is above.
/// </summary>
internal static class Layers
{
    /// <summary>The folder name for files that lie in a project's own folder.</summary>
    public const string Root = "(root)";

    /// <summary>The projects of stores. None names another, nor the store in memory, which is a folder of the project below them.</summary>
    public static IReadOnlySet<string> Stores { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "TaskDbLinq.Sqlite", "TaskDbLinq.Mongo", "TaskDbLinq.PostgreSql", "TaskDbLinq.PostgreSql.Tasks",
    };

    public static IReadOnlyDictionary<string, Project> All { get; } = new[]
    {
        new Project("TaskDbLinq.Compiler", [],
        [
            "Problems", "Caching", "Values", "Filters/Patterns", "Filters/Ast", "Filters/Limits", "Filters/Operators", "Filters/Parsing",
            "Filters", "Compiling/Building", "Compiling/Scalars", "Compiling/Targets", "Compiling/Schemas", "Compiling/Lowering",
            "Compiling/Plans", "Compiling", "ReadBack/Terms", "ReadBack/Readers", "ReadBack", "TextPredicates", "Linq", "Finding",
            "Aggregating", "Updating", "Describing",
        ]),
        new Project("TaskDbLinq", ["TaskDbLinq.Compiler"],
        [
            "Records", "Writing", Root, "InMemory/Storage", "InMemory/Planning", "InMemory/Linq", "InMemory", "Configuration/Python",
            "Configuration", "Operations", "Telemetry",
        ]),
        new Project("TaskDbLinq.AspNetCore", ["TaskDbLinq.Compiler"], [Root]),
        new Project("TaskDbLinq.EntityFrameworkCore", ["TaskDbLinq.Compiler"], ["Translation", "Linq", Root]),
        new Project(
            "TaskDbLinq.PostgreSql", ["TaskDbLinq.EntityFrameworkCore", "TaskDbLinq.Compiler"],
            ["Dialect", "Conditions", "Functions", "Translation", Root]),
        new Project(
            "TaskDbLinq.PostgreSql.Tasks",
            ["TaskDbLinq", "TaskDbLinq.PostgreSql", "TaskDbLinq.EntityFrameworkCore", "TaskDbLinq.Compiler"],
            ["Model", "Opening", "Linq", "Reading", "Retention", "Writing", Root]),
        new Project("TaskDbLinq.Sqlite", ["TaskDbLinq", "TaskDbLinq.EntityFrameworkCore", "TaskDbLinq.Compiler"],
        [
            "Files", "Functions", "Translation", "Model", "Store", "IPython", "Reading", "Linq", "Retention", "Writing", Root,
            "Transfer", "Doctor",
        ]),
        new Project(
            "TaskDbLinq.Mongo", ["TaskDbLinq", "TaskDbLinq.Compiler"], ["Layout", "Filters", "Connections", "Reading", "Linq", Root]),
        new Project("TaskDbLinq.MongoProtocol", [], ["Wire", "Commands", "Serving"]),
        new Project(
            "TaskDbLinq.Wire",
            ["TaskDbLinq", "TaskDbLinq.Compiler", "TaskDbLinq.Mongo", "TaskDbLinq.MongoProtocol"],
            ["Documents", "Security", "Collections", "Aggregation", "Commands", "Hosting"]),
        new Project(
            "TaskDbLinq.Hosting",
            ["TaskDbLinq", "TaskDbLinq.Compiler", "TaskDbLinq.Sqlite", "TaskDbLinq.Mongo", "TaskDbLinq.PostgreSql.Tasks"],
            [Root]),
        new Project(
            "TaskDbLinq.Server",
            ["TaskDbLinq", "TaskDbLinq.Compiler"],
            ["Texts", "Wire", "Telemetry", "Writing", "Overview", "Endpoints", "Browsing", "Hosting"]),
        new Project(
            "TaskDbLinq.Cli",
            [
                "TaskDbLinq", "TaskDbLinq.Compiler", "TaskDbLinq.Hosting", "TaskDbLinq.Mongo", "TaskDbLinq.PostgreSql.Tasks",
                "TaskDbLinq.Server", "TaskDbLinq.Sqlite", "TaskDbLinq.Wire",
            ],
            ["Exits", "Hosting", "Output", "Plotting", "Demo", "Arguments", "Describing", "Commands", Root]) { Assembly = "taskdb" },
    }.ToDictionary(project => project.Name);
}

/// <summary>A project of src/, with the projects that it may name and its folders, lowest first.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Folders)
{
    /// <summary>The name of what it builds.</summary>
    public string Assembly { get; init; } = Name;
}
