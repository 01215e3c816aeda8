using TaskDbLinq.Configuration;

namespace TaskDbLinq.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Nothing_said_gives_the_defaults()
    {
        var options = SettingsReader.Read([]);
        Assert.Equal(new TaskDbOptions(), options);
        Assert.Equal((TaskDbBackend.Sqlite, "tasks.db", null), (options.Backend, options.SqlitePath, options.SqliteTable));
        Assert.Equal((1024, 1L << 30, 0.1), (options.Dict.RecordLimit, options.Dict.SizeLimit, options.Dict.CullFraction));
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("HubFactory", "db_class", "MongoDB"),
            ("SQLiteDB", "filename", "other.db"),
            ("SQLiteDB", "location", "data"),
            ("SQLiteDB", "table", "ipython-tasks_1"),
            ("MongoDB", "connection_string", "mongodb+srv://db.example.org"),
            ("MongoDB", "database", "tasks"),
            ("DictDB", "record_limit", 10L),
            ("DictDB", "size_limit", "0"),
            ("DictDB", "cull_fraction", 1L));
        Assert.Equal(
            new TaskDbOptions
            {
                Backend = TaskDbBackend.Mongo,
                SqliteFilename = "other.db",
                SqliteLocation = "data",
                SqliteTable = "ipython-tasks_1",
                MongoConnectionString = "mongodb+srv://db.example.org",
                MongoDatabase = "tasks",
                Dict = new DictDbOptions { RecordLimit = 10, SizeLimit = 0, CullFraction = 1 },
            },
            options);
        Assert.Equal(Path.Combine("data", "other.db"), options.SqlitePath);
    }

    [Theory]
    [InlineData("SQLiteDB", TaskDbBackend.Sqlite)]
    [InlineData("sqlitedb", TaskDbBackend.Sqlite)]
    [InlineData("ipyparallel.controller.sqlitedb.SQLiteDB", TaskDbBackend.Sqlite)]
    [InlineData("IPython.parallel.controller.mongodb.MongoDB", TaskDbBackend.Mongo)]
    [InlineData("ipyparallel.controller.dictdb.DictDB", TaskDbBackend.Dict)]
    [InlineData("ipyparallel.controller.dictdb.NoDB", TaskDbBackend.None)]
    [InlineData("NoDB", TaskDbBackend.None)]
    public void Backends_are_named_as_in_IPython(string name, TaskDbBackend expected)
    {
        Assert.Equal(expected, Read(("HubFactory", "db_class", name)).Backend);
        Assert.Equal(expected, Read(("IPController", "db_class", name)).Backend);
    }

    [Theory]
    [InlineData("SQLite", "there is no backend 'SQLite'; there are DictDB, MongoDB, NoDB, PostgresDB, SQLiteDB; did you mean 'SQLiteDB'?")]
    [InlineData(
        "postgres", "there is no backend 'postgres'; there are DictDB, MongoDB, NoDB, PostgresDB, SQLiteDB; did you mean 'PostgresDB'?")]
    [InlineData(
        "mypackage.MongoDB",
        "there is no backend 'mypackage.MongoDB'; there are DictDB, MongoDB, NoDB, PostgresDB, SQLiteDB; did you mean 'MongoDB'?")]
    [InlineData("", "there is no backend ''; there are DictDB, MongoDB, NoDB, PostgresDB, SQLiteDB")]
    [InlineData(5L, "it is the name of a backend, not 5")]
    [InlineData(null, "it is the name of a backend, not nothing")]
    public void Another_backend_is_an_error(object? value, string reason) =>
        Assert.Equal($"HubFactory.db_class: {reason}", Problem(("HubFactory", "db_class", value)));

    [Fact]
    public void What_a_file_keeps_is_a_setting()
    {
        var options = SettingsReader.Read(
            [new("SQLiteDB", "keep", "1d12h"), new("SQLiteDB", "record_limit", "500"), new("SQLiteDB", "size_limit", 7L)]);
        Assert.Equal(
            new RetentionPolicy { Keep = [new KeepRule(Filter.Everything, TimeSpan.FromHours(36))], RecordLimit = 500, SizeLimit = 7 },
            options.Retention);
        Assert.Null(SettingsReader.Read([new("SQLiteDB", "keep", null), new("SQLiteDB", "size_limit", null)]).Retention);
    }

    [Theory]
    [InlineData("HubFactry", "db_class", "HubFactry.db_class: unknown section 'HubFactry'; did you mean 'HubFactory'?")]
    [InlineData("Logging", "x", "Logging.x: unknown section 'Logging'")]
    [InlineData("SQLiteDB", "file_name", "SQLiteDB.file_name: unknown name 'file_name'; did you mean 'filename'?")]
    [InlineData("DictDB", "recordlimits", "DictDB.recordlimits: unknown name 'recordlimits'; did you mean 'record_limit'?")]
    [InlineData("MongoDB", "connection_args", "MongoDB.connection_args: unknown name 'connection_args'")]
    [InlineData("SQLiteDB", "", "SQLiteDB: it is a section, and has names with values")]
    public void Unknown_names_are_errors_with_the_near_miss(string section, string name, string expected) =>
        Assert.Equal(expected, Problem((section, name, "x")));

    [Theory]
    [InlineData("SQLiteDB", "filename", "", "it is empty")]
    [InlineData("SQLiteDB", "filename", 5L, "it is a string, not 5")]
    [InlineData("SQLiteDB", "filename", null, "it is a string, not nothing")]
    [InlineData("SQLiteDB", "location", "a\0b", "it has a null character")]
    [InlineData("SQLiteDB", "table", "", "it is empty")]
    [InlineData("SQLiteDB", "keep", "a week", "it is a duration such as 30d, 12h or 90m, not 'a week'")]
    [InlineData("SQLiteDB", "keep", 30L, "it is a duration such as 30d, 12h or 90m, not 30")]
    [InlineData("SQLiteDB", "record_limit", 0L, "it is a whole number, 1 or more, not 0")]
    [InlineData("SQLiteDB", "size_limit", "much", "it is a whole number, 0 or more, not 'much'")]
    [InlineData("MongoDB", "connection_string", "localhost:27017", "it begins with mongodb:// or mongodb+srv://")]
    [InlineData("MongoDB", "database", "a.b", "the name of a MongoDB database has no '.'")]
    [InlineData("MongoDB", "database", "", "it is empty")]
    [InlineData("DictDB", "record_limit", 0L, "it is a whole number, from 1 to 2147483647, not 0")]
    [InlineData("DictDB", "record_limit", "3000000000", "it is a whole number, from 1 to 2147483647, not '3000000000'")]
    [InlineData("DictDB", "record_limit", "many", "it is a whole number, from 1 to 2147483647, not 'many'")]
    [InlineData("DictDB", "record_limit", 2.0, "it is a whole number, from 1 to 2147483647, not 2")]
    [InlineData("DictDB", "size_limit", -1L, "it is a whole number, 0 or more, not -1")]
    [InlineData("DictDB", "cull_fraction", 1.5, "it is a number from 0 to 1, not 1.5")]
    [InlineData("DictDB", "cull_fraction", "NaN", "it is a number from 0 to 1, not 'NaN'")]
    [InlineData("DictDB", "cull_fraction", true, "it is a number from 0 to 1, not True")]
    public void Impossible_values_are_errors(string section, string name, object? value, string reason) =>
        Assert.Equal($"{section}.{name}: {reason}", Problem((section, name, value)));

    [Fact]
    public void Everything_wrong_is_said_at_once_with_its_source()
    {
        var error = Assert.Throws<ConfigurationException>(() => SettingsReader.Read(
        [
            new TaskDbSetting("HubFactory", "db_clas", "SQLiteDB", "taskdb.json"),
            new TaskDbSetting("DictDB", "cull_fraction", "2", "environment"),
            new TaskDbSetting("DictDB", "record_limit", "5"),
        ]));
        Assert.Equal(
            [
                new ConfigurationProblem("HubFactory.db_clas", "unknown name 'db_clas'", "db_class", "taskdb.json"),
                new ConfigurationProblem("DictDB.cull_fraction", "it is a number from 0 to 1, not '2'", null, "environment"),
            ],
            error.Problems);
        Assert.Equal(
            "taskdb.json: HubFactory.db_clas: unknown name 'db_clas'; did you mean 'db_class'?; environment: DictDB.cull_fraction: it "
            + "is a number from 0 to 1, not '2'",
            error.Message);
    }

    [Fact]
    public void The_later_of_two_holds() =>
        Assert.Equal("b.db", Read(("SQLiteDB", "filename", ""), ("sqlitedb", "FileName", "b.db")).SqliteFilename);

    [Fact]
    public void Nothing_stands_for_the_default_where_there_may_be_nothing() =>
        Assert.Equal(new TaskDbOptions(), Read(("SQLiteDB", "table", null), ("MongoDB", "database", null)));

    [Fact]
    public void The_two_names_of_the_hub_must_agree()
    {
        Assert.Equal(
            TaskDbBackend.Dict,
            Read(("HubFactory", "db_class", "DictDB"), ("IPController", "db_class", "ipyparallel.controller.dictdb.DictDB")).Backend);
        Assert.Equal(
            "IPController.db_class: it differs from HubFactory.db_class, which is the same setting",
            Problem(("HubFactory", "db_class", "DictDB"), ("IPController", "db_class", "NoDB")));
    }

    [Fact]
    public void What_is_secret_is_not_shown()
    {
        Assert.DoesNotContain("hunter2", Problem(("MongoDB", "connection_string", "user:hunter2@host")), StringComparison.Ordinal);
    }

    private static TaskDbOptions Read(params (string Section, string Name, object? Value)[] settings) =>
        SettingsReader.Read(settings.Select(setting => new TaskDbSetting(setting.Section, setting.Name, setting.Value)));

    private static string Problem(params (string Section, string Name, object? Value)[] settings) =>
        Assert.Single(Assert.Throws<ConfigurationException>(() => Read(settings)).Problems).ToString();
}
