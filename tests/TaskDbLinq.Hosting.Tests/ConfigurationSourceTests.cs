using Microsoft.Extensions.Configuration;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Hosting.Tests;

/// <summary>Flags, then the environment, then the file. The variables are the process's, so these tests run one by one.</summary>
public sealed class ConfigurationSourceTests(TempFolder folder) : IClassFixture<TempFolder>, IDisposable
{
    private readonly List<string> _variables = [];

    public void Dispose() => _variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));

    [Fact]
    public void A_file_in_IPythons_names()
    {
        var file = folder.Write("all.json", """
            {
              // Where the tasks are kept.
              "HubFactory": {"db_class": "SQLiteDB"},
              "SQLiteDB": {"filename": "t.db", "location": "data", "table": null},
              "MongoDB": {"connection_string": "mongodb://db.example.org", "database": "tasks"},
              "DictDB": {"record_limit": 10, "size_limit": 1000, "cull_fraction": 0.5}
            }
            """);
        Assert.Equal(
            new TaskDbOptions
            {
                SqliteFilename = "t.db",
                SqliteLocation = "data",
                MongoConnectionString = "mongodb://db.example.org",
                MongoDatabase = "tasks",
                Dict = new DictDbOptions { RecordLimit = 10, SizeLimit = 1000, CullFraction = 0.5 },
            },
            TaskDbConfiguration.Read(file));
        Assert.Equal(
            TaskDbBackend.Mongo,
            TaskDbConfiguration.Read(
                folder.Write("hub.json", """{"IPController": {"db_class": "ipyparallel.controller.mongodb.MongoDB"}}""")).Backend);
    }

    [Fact]
    public void Flags_win_over_the_environment_and_that_over_the_file()
    {
        var file = folder.Write(
            "order.json", """{"DictDB": {"record_limit": 1, "size_limit": 1, "cull_fraction": 1}, "HubFactory": {"db_class": "DictDB"}}""");
        Set("TASKDB__DictDB__record_limit", "2");
        Set("TASKDB__DictDB__size_limit", "2");
        Set("TASKDB__HubFactory__db_class", "NoDB");
        Set("TASKDBLINQ__DictDB__nothing", "ours it is not");
        var options = TaskDbConfiguration.Read(file, [new("DictDB.record_limit", "3")]);
        Assert.Equal(
            (3, 2L, 1.0, TaskDbBackend.None),
            (options.Dict.RecordLimit, options.Dict.SizeLimit, options.Dict.CullFraction, options.Backend));
    }

    [Fact]
    public void Problems_of_all_sources_come_at_once_and_say_where_they_are()
    {
        var file = folder.Write("wrong.json", """{"HubFactory": {"db_clas": "SQLiteDB"}, "SQLiteDb": {"filename": ["a"]}, "DictDB": 5}""");
        Set("TASKDB__DictDB__record_limit", "0");
        var error = Assert.Throws<ConfigurationException>(() => TaskDbConfiguration.Read(file, [new("MongoDB.database", "a b")]));
        Assert.Equal(
            [
                "the command line: MongoDB.database: the name of a MongoDB database has no ' '",
                "the environment: DictDB.record_limit: it is a whole number, from 1 to 2147483647, not '0'",
                "wrong.json: HubFactory.db_clas: unknown name 'db_clas'; did you mean 'db_class'?",
                "wrong.json: SQLiteDb.filename.0: unknown name 'filename.0'; did you mean 'filename'?",
            ],
            error.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_section_with_a_value_of_its_own_is_an_error()
    {
        var error = Assert.Throws<ConfigurationException>(() => TaskDbConfiguration.Read(folder.Write("flat.json", """{"DictDB": 5}""")));
        Assert.Equal("flat.json: DictDB: it is a section, and has names with values", error.Message);
    }

    [Theory]
    [InlineData("{\"HubFactory\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_no_JSON_is_an_error(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() => TaskDbConfiguration.Read(folder.Write("broken.json", text)));
        Assert.StartsWith("broken.json: it is not JSON: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_has_to_be_there()
    {
        var file = Path.Combine(folder.Path, "no.json");
        var error = Assert.Throws<ConfigurationException>(() => TaskDbConfiguration.Read(file));
        Assert.Equal($"{file}: there is no such file", error.Message);
    }

    [Fact]
    public void A_file_may_be_hidden() =>
        Assert.Equal(
            TaskDbBackend.None, TaskDbConfiguration.Read(folder.Write(".taskdb.json", """{"HubFactory": {"db_class": "nodb"}}""")).Backend);

    [Fact]
    public void Nothing_said_anywhere_gives_the_defaults() => Assert.Equal(new TaskDbOptions(), TaskDbConfiguration.Read());

    [Fact]
    public void A_section_of_an_application_is_read()
    {
        var settings = new Dictionary<string, string?> { ["Logging:x"] = "y", ["TaskDb:HubFactory:db_class"] = "DictDB" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Assert.Equal(TaskDbBackend.Dict, TaskDbConfiguration.Read(configuration.GetSection("TaskDb")).Backend);
        Assert.Throws<ConfigurationException>(() => TaskDbConfiguration.Read(configuration));
    }

    private void Set(string name, string value)
    {
        _variables.Add(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
