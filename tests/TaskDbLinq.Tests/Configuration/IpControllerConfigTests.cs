using TaskDbLinq.Configuration;

namespace TaskDbLinq.Tests.Configuration;

public sealed class IpControllerConfigTests
{
    [Fact]
    public void A_usual_file_is_read()
    {
        var options = IpControllerConfig.Read(""""
            """Configuration file for ipcontroller.

            c.HubFactory.db_class = "MongoDB"  is only text here.
            """
            # c.HubFactory.db_class = "NoDB"
            import os
            from ipyparallel.controller.sqlitedb import SQLiteDB
            c = get_config()  #noqa

            c.HubFactory.ip = '*'
            c.IPController.reuse_files = True
            c.IPClusterEngines.n = int(os.environ["N"])
            c.HubFactory.db_class = "SQLiteDB"   # keep the tasks
            c.SQLiteDB.filename = 'my "own".db'; c.SQLiteDB.location = r'C:\tasks'
            c.SQLiteDB.table = "ipython\x2dtasks\u005f1"
            c.DictDB.record_limit = 2_048
            c.DictDB.size_limit = 0x1000
            c.DictDB.cull_fraction = 2.5e-1
            """");
        Assert.Equal(
            new TaskDbOptions
            {
                Backend = TaskDbBackend.Sqlite,
                SqliteFilename = "my \"own\".db",
                SqliteLocation = @"C:\tasks",
                SqliteTable = "ipython-tasks_1",
                Dict = new DictDbOptions { RecordLimit = 2048, SizeLimit = 4096, CullFraction = 0.25 },
            },
            options);
    }

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("'it\\'s'", "it's")]
    [InlineData("u'a\\tb\\101\\\\'", "a\tbA\\")]
    [InlineData("'''two\nlines'''", "two\nlines")]
    [InlineData("'one\\\nline'", "oneline")]
    [InlineData("'\\q'", "\\q")]
    [InlineData("'\\U0001F600'", "\U0001F600")]
    [InlineData("r'\\'x'", "\\'x")]
    [InlineData("'a#b;c'", "a#b;c")]
    [InlineData("5", 5L)]
    [InlineData("\\\n    5", 5L)]
    [InlineData("\\\r\n'a'", "a")]
    [InlineData("-5", -5L)]
    [InlineData("+5", 5L)]
    [InlineData("0b101", 5L)]
    [InlineData("0o17", 15L)]
    [InlineData("0xfF", 255L)]
    [InlineData("1_000", 1000L)]
    [InlineData(".5", 0.5)]
    [InlineData("-1.", -1.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("True", true)]
    [InlineData("False", false)]
    [InlineData("None", null)]
    public void Literals(string literal, object? expected)
    {
        var setting = Assert.Single(IpControllerConfig.Parse($"x = 1\nc.DictDB.size_limit = {literal}\n"));
        Assert.Equal(new TaskDbSetting("DictDB", "size_limit", expected, "ipcontroller_config.py:2"), setting);
    }

    [Theory]
    [InlineData("c.DictDB.size_limit = 1024**3")]
    [InlineData("c.DictDB.size_limit = limit")]
    [InlineData("c.DictDB.size_limit = int('5')")]
    [InlineData("c.DictDB.size_limit += 5")]
    [InlineData("c.DictDB.size_limit == 5")]
    [InlineData("c.DictDB.size_limit = 5 if x else 6")]
    [InlineData("c.DictDB.size_limit = 99999999999999999999")]
    [InlineData("c.DictDB.size_limit = 0xFFFFFFFFFFFFFFFF")]
    [InlineData("c.DictDB.size_limit = 0777")]
    [InlineData("c.DictDB.size_limit = 5j")]
    [InlineData("c.DictDB.size_limit =")]
    [InlineData("c.DictDB.update({'size_limit': 5})")]
    [InlineData("c.DictDB = Config(size_limit=5)")]
    [InlineData("c['DictDB']; db = c.DictDB")]
    [InlineData("a = c.DictDB.size_limit = 5")]
    [InlineData("c.DictDB.size_limit = \\\n  x")]
    [InlineData("if True: c.DictDB.size_limit = 5")]
    [InlineData("c.HubFactory.db_class = 'a' 'b'")]
    [InlineData("c.HubFactory.db_class = b'SQLiteDB'")]
    [InlineData("c.HubFactory.db_class = f'{x}'")]
    [InlineData("c.HubFactory.db_class = '\\N{DASH}'")]
    [InlineData("c.HubFactory.db_class = SQLiteDB")]
    [InlineData("hub = c.HubFactory")]
    [InlineData("c.MongoDB.connection_args = ['localhost', 27017]")]
    public void What_only_Python_knows_is_an_error_naming_the_line(string line)
    {
        var error = Assert.Throws<ConfigurationException>(() => IpControllerConfig.Parse($"\n# \u00e9\n{line}\n", "my.py"));
        var problem = Assert.Single(error.Problems);
        Assert.Equal("my.py:3", problem.Source);
        Assert.StartsWith(
            "its value is known to Python only; only a plain assignment of a string, a number, True, False or None is read, such as c.",
            problem.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_in_a_block_is_an_error()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => IpControllerConfig.Parse("if x:\n    c.HubFactory.ip = 'a'\n    c.HubFactory.db_class = 'NoDB'\n"));
        Assert.Equal(
            "ipcontroller_config.py:3: a setting in a block holds or not as Python decides; only a plain assignment of a string, a "
            + "number, True, False or None is read, such as c.HubFactory.db_class = \"SQLiteDB\"",
            error.Message);
    }

    [Theory]
    [InlineData("c.SqliteDB.filename = 'a'", "IPython has no class 'SqliteDB'; did you mean 'SQLiteDB'?")]
    [InlineData("c.SQLiteDB.filename = 'a", "a string does not end")]
    [InlineData("x = '''\n\n", "a string does not end")]
    [InlineData("c.HubFactory.dbclass = 'NoDB'", "unknown name 'dbclass'")]
    [InlineData("c.SQLiteDB.path = 'a'", "unknown name 'path'")]
    [InlineData("c.DictDB.record_limit = 0", "it is a whole number, from 1 to 2147483647, not 0")]
    public void Mistakes_are_errors(string line, string reason)
    {
        var error = Assert.Throws<ConfigurationException>(() => IpControllerConfig.Read(line));
        Assert.Contains(error.Problems, problem => problem.Reason == reason && problem.Source == "ipcontroller_config.py:1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF# only a comment")]
    [InlineData("c.IPController.log_level = compute(\n  1,\n  'c.SQLiteDB.filename'\n)\n")]
    [InlineData("def f():\n    '''c.SQLiteDB.filename = 1'''\n    return {'SQLiteDB': 5}\n")]
    [InlineData("c.MongoDBLike.x = y\nc.Session.key = b'x'\r\nc.TaskScheduler.hwm = 0")]
    [InlineData("x = 'SQLiteDB' # c.SQLiteDB.filename = y")]
    public void What_does_not_concern_the_database_is_skipped(string text) => Assert.Empty(IpControllerConfig.Parse(text));

    [Fact]
    public void All_problems_of_both_steps_are_listed()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => IpControllerConfig.Read("c.DictDB.record_limit = x\nc.DictDB.cull_fraction = 7\n"));
        Assert.Equal(["ipcontroller_config.py:1", "ipcontroller_config.py:2"], error.Problems.Select(problem => problem.Source));
    }

    [Fact]
    public void The_later_line_holds() =>
        Assert.Equal(
            TaskDbBackend.None, IpControllerConfig.Read("c.HubFactory.db_class = 'SQLiteDB'\nc.HubFactory.db_class = 'NoDB'").Backend);
}
