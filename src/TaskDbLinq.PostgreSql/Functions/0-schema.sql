-- The functions by which TaskDbLinq asks jsonb columns. A change of what they answer is a new version, in a schema of its own.
SELECT pg_advisory_xact_lock(7310576281);
CREATE SCHEMA IF NOT EXISTS taskdblinq_v1;
