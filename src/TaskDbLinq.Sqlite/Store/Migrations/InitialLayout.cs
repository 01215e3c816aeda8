using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TaskDbLinq.Sqlite.Store.Migrations;

/// <summary>
/// Version 1. Small columns stand first, since SQLite reads a row from its start; the buffers have a table of their own,
/// so that questions about tasks never touch them. Queries read the view, in which each of its columns is looked up where
/// it is asked for: SQLite leaves a table that is joined for nothing out of some queries, but not where rows are counted.
/// </summary>
[DbContext(typeof(StoreContext))]
[Migration("20261123000001_InitialLayout")]
internal sealed class InitialLayout : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TABLE task (
                id INTEGER PRIMARY KEY,
                msg_id TEXT NOT NULL UNIQUE,
                submitted TEXT, started TEXT, completed TEXT, received TEXT,
                client_uuid TEXT, engine_uuid TEXT, queue TEXT, resubmitted TEXT, label TEXT,
                buffer_bytes INTEGER NOT NULL DEFAULT 0,
                header TEXT, metadata TEXT, content TEXT,
                result_header TEXT, result_metadata TEXT, result_content TEXT,
                execute_input TEXT, execute_result TEXT, error TEXT, stdout TEXT, stderr TEXT);

            CREATE TABLE task_buffer (
                task_id INTEGER PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
                buffers BLOB, result_buffers BLOB);

            CREATE VIEW tasks AS
                SELECT t.msg_id, t.submitted, t.started, t.completed, t.received,
                    t.client_uuid, t.engine_uuid, t.queue, t.resubmitted, t.label,
                    t.header, t.metadata, t.content, t.result_header, t.result_metadata, t.result_content,
                    t.execute_input, t.execute_result, t.error, t.stdout, t.stderr,
                    (SELECT b.buffers FROM task_buffer AS b WHERE b.task_id = t.id) AS buffers,
                    (SELECT b.result_buffers FROM task_buffer AS b WHERE b.task_id = t.id) AS result_buffers
                FROM task AS t;
            """);

        // The documented questions: what is not completed (with the two keys that they ask for), what an engine ran,
        // what a client started when, what was started or submitted when, what a queue took.
        migrationBuilder.Sql(
            """
            CREATE INDEX task_pending ON task (completed, msg_id, started) WHERE completed IS NULL;
            CREATE INDEX task_engine ON task (engine_uuid);
            CREATE INDEX task_client ON task (client_uuid, started);
            CREATE INDEX task_started ON task (started);
            CREATE INDEX task_submitted ON task (submitted);
            CREATE INDEX task_queue ON task (queue);
            """);
        migrationBuilder.Sql("PRAGMA user_version = 1;");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("A task database is not migrated back.");
}
