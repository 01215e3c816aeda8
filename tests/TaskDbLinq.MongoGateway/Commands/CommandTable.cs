using System.Collections.Frozen;
using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>
/// Every command the gateway answers and the SQL behind it. Command documents pass through as bytes: what
/// they mean is for the engine to say, or tests against it would test the gateway.
/// </summary>
internal static class CommandTable
{
    private const string Page = "SELECT cursorpage::bytea, continuation::bytea, persistconnection, cursorid";
    private const string Write = "SELECT p_result::bytea, p_success";

    public static FrozenDictionary<string, ICommand> Create(EngineClient engine, CursorTable<byte[]> cursors)
    {
        var hello = new HelloCommand();
        var acknowledge = new AcknowledgeCommand();
        var findAndModify = Scalar("SELECT p_result::bytea FROM documentdb_api.find_and_modify($1, $2::bytea, NULL)");
        var buildInfo = new BuildInfoCommand();

        return new Dictionary<string, ICommand>(StringComparer.Ordinal)
        {
            ["hello"] = hello,
            ["isMaster"] = hello,
            ["ismaster"] = hello,
            ["ping"] = acknowledge,
            ["endSessions"] = acknowledge,
            ["buildInfo"] = buildInfo,
            ["buildinfo"] = buildInfo,

            ["insert"] = Writing("insert", "documents"),
            ["update"] = Writing("update", "updates"),
            ["delete"] = Writing("delete", "deletes"),
            ["findAndModify"] = findAndModify,
            ["findandmodify"] = findAndModify,

            ["find"] = Paging("find_cursor_first_page"),
            ["aggregate"] = Paging("aggregate_cursor_first_page"),
            ["listCollections"] = Paging("list_collections_cursor_first_page"),
            ["listIndexes"] = Paging("list_indexes_cursor_first_page"),
            ["getMore"] = new GetMoreCommand(engine, cursors),
            ["killCursors"] = new KillCursorsCommand(cursors),

            ["count"] = Scalar("SELECT document::bytea FROM documentdb_api.count_query($1, $2::bytea)"),
            ["distinct"] = Scalar("SELECT document::bytea FROM documentdb_api.distinct_query($1, $2::bytea)"),
            ["listDatabases"] = Scalar(
                "SELECT documentdb_api.list_databases($2::bytea)::bytea WHERE $1::text IS NOT NULL"),

            ["create"] = Scalar("SELECT documentdb_api.create_collection_view($1, $2::bytea)::bytea"),
            // The public create_indexes_background only queues the index of a collection that already exists;
            // a client may rely on a unique index as soon as createIndexes has answered. The true lets it
            // index such a collection even though a prepared statement looks like a transaction to it.
            ["createIndexes"] = Scalar(
                "SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::bytea, true)::bytea"),
            ["dropIndexes"] = Scalar(
                "SELECT documentdb_api_internal.drop_indexes_non_concurrently($1, $2::bytea)::bytea"),
            ["renameCollection"] = Scalar(
                "SELECT documentdb_api.rename_collection($2::bytea)::bytea WHERE $1::text IS NOT NULL"),
            ["drop"] = new DropCommand(engine),
            ["dropDatabase"] = new DropDatabaseCommand(engine),
        }.ToFrozenDictionary(StringComparer.Ordinal);

        ScalarCommand Scalar(string sql) => new(engine, sql);

        WriteCommand Writing(string function, string documents) => new(
            engine, $"{Write} FROM documentdb_api.{function}($1, $2::bytea, $3::bytea, NULL)", documents);

        FirstPageCommand Paging(string function) => new(
            engine, cursors, $"{Page} FROM documentdb_api.{function}($1, $2::bytea)");
    }
}
