-- Values as C# reads them out of a document: (int?)document["a"]["b"].

-- The value behind names, given as a JSON array; NULL for a missing one.
CREATE OR REPLACE FUNCTION taskdblinq_v1.item(v jsonb, path text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT n FROM jsonb_array_elements_text(path::jsonb) AS n LOOP
        IF taskdblinq_v1.class(v) <> 3 THEN
            RETURN NULL;
        END IF;
        v := taskdblinq_v1.body(v) -> name;
    END LOOP;
    RETURN v;
END $$;

-- The string; NULL for anything else.
CREATE OR REPLACE FUNCTION taskdblinq_v1.as_text(v jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(v) = 'string' THEN v #>> '{}' END
$$;

-- The boolean; NULL for anything else.
CREATE OR REPLACE FUNCTION taskdblinq_v1.as_boolean(v jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(v) = 'boolean' THEN v::boolean END
$$;

-- The whole number of 64 bits; NULL for anything else.
CREATE OR REPLACE FUNCTION taskdblinq_v1.as_bigint(v jsonb) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n record;
BEGIN
    IF taskdblinq_v1.class(v) <> 1 THEN
        RETURN NULL;
    END IF;
    n := taskdblinq_v1.number(v);
    RETURN CASE
        WHEN n.kind = 'd' THEN
            CASE WHEN n.dbl >= -9223372036854775808 AND n.dbl < 9223372036854775808 AND n.dbl = trunc(n.dbl) THEN n.dbl::bigint END
        WHEN n.kind = 'm' THEN
            CASE WHEN n.fixed = trunc(n.fixed) AND n.fixed BETWEEN -9223372036854775808 AND 9223372036854775807 THEN n.fixed::bigint END
        ELSE n.whole END;
END $$;

-- The whole number of 32 bits; NULL for anything else.
CREATE OR REPLACE FUNCTION taskdblinq_v1.as_int(v jsonb) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n BETWEEN -2147483648 AND 2147483647 THEN n::int END FROM taskdblinq_v1.as_bigint(v) AS n
$$;
