using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Each format byte for byte, on rows whose values were read with sqlite3 and Python's pickle.</summary>
public class FormatTests : CliTest
{
    private const string TwoTasks = """
        {"msg_id": {"$in": ["b02e7b21-0bdb1fe319bb12446b90223a_13351_2", "c5887650-13e553a039843a8793b183f5_13351_17"]}}
        """;

    [Fact]
    public async Task JsonLines()
    {
        var run = await Query(TwoTasks, "jsonl", "msg_id,submitted,started,stdout,execute_input,metadata,label");
        Assert.Equal(
            """
            {"msg_id":"b02e7b21-0bdb1fe319bb12446b90223a_13351_2","submitted":"2026-11-23T20:19:56.162776Z","started":"2026-11-23T20:19:56.544407Z","stdout":"","execute_input":"raise RuntimeError('cell 8')","metadata":{},"label":null}
            {"msg_id":"c5887650-13e553a039843a8793b183f5_13351_17","submitted":"2026-11-23T20:19:56.166680Z","started":"2026-11-23T20:19:56.387869Z","stdout":"exec 21\n","execute_input":"x=21\nprint('exec', x)\nx*2","metadata":{},"label":null}

            """,
            run.Output);
    }

    [Fact]
    public async Task DictFieldsAreJsonAndNotText()
    {
        var run = await Query("""{"msg_id": "c5887650-13e553a039843a8793b183f5_13351_1"}""", "jsonl", "result_metadata,metadata");
        Assert.Equal(
            """
            {"msg_id":"c5887650-13e553a039843a8793b183f5_13351_1","result_metadata":{"started":"2026-11-23T20:19:56.171725Z","dependencies_met":true,"engine":"ffe8aa4f-d8aa04f5590353d93a61abcf","is_broadcast":false,"is_coalescing":false,"original_msg_id":"","status":"ok"},"metadata":{"after":[],"follow":[],"timeout":0.0,"targets":[],"retries":0}}

            """,
            run.Output);
    }

    [Fact]
    public async Task BuffersAreListsOfBase64()
    {
        var run = await Query("""{"msg_id": "c5887650-13e553a039843a8793b183f5_13351_295"}""", "jsonl", "buffers,result_buffers");
        Assert.Equal(
            """
            {"msg_id":"c5887650-13e553a039843a8793b183f5_13351_295","buffers":["gASVEgAAAAAAAACMBHRpbWWUjAVzbGVlcJSTlC4=","gASVKQAAAAAAAAB9lCiMBW5hcmdzlEsBjAluYXJnX2J1ZnOUSwGMB2t3X2tleXOUXZR1Lg==","gASVCgAAAAAAAABHP+AAAAAAAAAu"],"result_buffers":["gAROLg=="]}

            """,
            run.Output);
    }

    [Fact]
    public async Task Json()
    {
        var run = await Query(TwoTasks, "json", "queue");
        Assert.Equal(
            """
            [
            {"msg_id":"b02e7b21-0bdb1fe319bb12446b90223a_13351_2","queue":"mux"},
            {"msg_id":"c5887650-13e553a039843a8793b183f5_13351_17","queue":"mux"}
            ]

            """,
            run.Output);
    }

    [Fact]
    public async Task Csv()
    {
        var run = await Query(TwoTasks, "csv", "queue,completed,stdout,execute_input,metadata,label");
        Assert.Equal(
            "msg_id,queue,completed,stdout,execute_input,metadata,label\r\n"
            + "b02e7b21-0bdb1fe319bb12446b90223a_13351_2,mux,2026-11-23T20:19:56.653746Z,\"\",raise RuntimeError('cell 8'),{},\r\n"
            + "c5887650-13e553a039843a8793b183f5_13351_17,mux,2026-11-23T20:19:56.390189Z,\"exec 21\n\",\"x=21\nprint('exec', "
            + "x)\nx*2\",{},\r\n",
            run.Output);
    }

    [Theory]
    [InlineData("jsonl", "")]
    [InlineData("json", "[]\n")]
    [InlineData("csv", "msg_id,queue\r\n")]
    [InlineData("table", "0 tasks\n")]
    public async Task NoRows(string format, string expected)
    {
        var run = await Query("""{"msg_id": "nobody"}""", format, "queue");
        Assert.Equal((0, expected), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task TableInFortyColumns()
    {
        var run = await TaskDbRun.WithinAsync(
            Folder,
            [
                "query", "--sqlitedb", Sample71, TwoTasks, "--format", "table", "--keys", "msg_id,started", "--sort", "msg_id",
            ], width: 40);
        Assert.Equal(
            """
            msg_id              started
            ──────────────────  ────────────────────
            b02e7b21-…_13351_2  2026-11-23T20:19:56…
            c5887650-…13351_17  2026-11-23T20:19:56…
            2 tasks

            """,
            string.Join('\n', run.Output.Split('\n').Select(line => line.TrimEnd())));
    }

    private Task<TaskDbRun> Query(string filter, string format, string keys) =>
        Run("query", "--sqlitedb", Sample71, filter, "--format", format, "--keys", keys, "--sort", "msg_id");
}
