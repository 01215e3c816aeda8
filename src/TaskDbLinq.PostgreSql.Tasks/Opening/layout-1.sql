-- Version 1 of the task database. Strings are in the order of their code points. Dict fields are kept as the text that was written (json), since
-- jsonb would sort their names; conditions on them read them as jsonb. Buffers are out of line, where questions about tasks never read them.
CREATE TABLE task_record (
    msg_id text COLLATE "C" PRIMARY KEY,
    submitted timestamptz, started timestamptz, completed timestamptz, received timestamptz,
    client_uuid text COLLATE "C", engine_uuid text COLLATE "C", queue text COLLATE "C", resubmitted text COLLATE "C", label text COLLATE "C",
    header json, metadata json, content json, result_header json, result_metadata json, result_content json,
    execute_input text COLLATE "C", execute_result json, error json, stdout text COLLATE "C", stderr text COLLATE "C",
    buffers_size bigint NOT NULL DEFAULT 0, result_buffers_size bigint NOT NULL DEFAULT 0,
    buffers bytea[], result_buffers bytea[]);

ALTER TABLE task_record ALTER COLUMN buffers SET STORAGE EXTERNAL, ALTER COLUMN result_buffers SET STORAGE EXTERNAL;

-- The documented questions: what is not completed (with the two keys that they ask for), what an engine ran, what a client started when, what was
-- started or submitted when. Null comes first, as in MongoDB's order.
CREATE INDEX task_record_pending ON task_record (msg_id, started) WHERE completed IS NULL;
CREATE INDEX task_record_engine ON task_record (engine_uuid);
CREATE INDEX task_record_client ON task_record (client_uuid, started);
CREATE INDEX task_record_started ON task_record (started NULLS FIRST);
CREATE INDEX task_record_submitted ON task_record (submitted NULLS FIRST, msg_id);

CREATE TABLE task_layout (version int NOT NULL);
INSERT INTO task_layout VALUES (1);
