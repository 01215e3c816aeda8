-- Values of jsonb as TaskDbLinq.DocumentValue reads them: an object may be a typed form of Extended JSON.

-- The ticks (of 100 ns, since the year 1) of a timestamp in a $date; NULL for what is none.
CREATE OR REPLACE FUNCTION taskdblinq_v1.ticks(v jsonb) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    p text[];
    n numeric;
    ticks numeric;
BEGIN
    IF jsonb_typeof(v) = 'object' THEN
        IF (SELECT count(*) FROM jsonb_object_keys(v)) <> 1 OR jsonb_typeof(v -> '$numberLong') IS DISTINCT FROM 'string'
            OR v ->> '$numberLong' !~ '^[+-]?[0-9]{1,19}$' THEN
            RETURN NULL;
        END IF;
        n := v ->> '$numberLong';
    ELSIF jsonb_typeof(v) = 'number' THEN
        n := v::numeric;
    END IF;
    IF n IS NOT NULL THEN
        RETURN CASE WHEN n = trunc(n) AND n BETWEEN -62135596800000 AND 253402300799999 THEN (n + 62135596800000) * 10000 END;
    END IF;
    p := regexp_match(v #>> '{}', '^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]+))?)?)?'
        '(?:([Zz])|([+-])([0-9]{2})(?::?([0-9]{2})(?::([0-9]{2}))?)?)?$');
    IF jsonb_typeof(v) <> 'string' OR p IS NULL OR p[1] = '0000' OR p[2] NOT BETWEEN '01' AND '12' OR p[3] = '00'
        OR p[4] > '23' OR p[5] > '59' OR p[6] > '59' OR p[10] > '23' OR p[11] > '59' OR p[12] > '59'
        OR p[3]::int > extract(day FROM make_date(p[1]::int, p[2]::int, 1) + interval '1 month -1 day') THEN
        RETURN NULL;
    END IF;
    IF p[8] IS NULL AND p[9] IS NULL THEN
        RAISE EXCEPTION 'the timestamp % has no offset, so that it is local time, which PostgreSQL can''t know', v USING ERRCODE = 'TDL01';
    END IF;
    ticks := ((make_date(p[1]::int, p[2]::int, p[3]::int) - date '0001-01-01') * 86400::bigint
        + coalesce(p[4]::int, 0) * 3600 + coalesce(p[5]::int, 0) * 60 + coalesce(p[6]::int, 0)
        - (coalesce(p[9], '+') || '1')::int * (coalesce(p[10]::int, 0) * 3600 + coalesce(p[11]::int, 0) * 60 + coalesce(p[12]::int, 0)))
        * 10000000::bigint + rpad(left(coalesce(p[7], '0'), 7), 7, '0')::bigint;
    RETURN CASE WHEN ticks BETWEEN 0 AND 3155378975999999999 THEN ticks END;
END $$;

-- The bytes of a $binary or a $uuid; NULL for what is none.
CREATE OR REPLACE FUNCTION taskdblinq_v1.bytes(v jsonb, OUT content bytea, OUT subtype int)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    inner_value jsonb := v -> '$binary';
    code text := lower(inner_value ->> 'subType');
BEGIN
    IF jsonb_typeof(v -> '$uuid') = 'string' AND v ->> '$uuid' ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' THEN
        content := decode(replace(v ->> '$uuid', '-', ''), 'hex');
        subtype := 4;
    ELSIF jsonb_typeof(inner_value) = 'object' AND (SELECT count(*) FROM jsonb_object_keys(inner_value)) = 2
        AND jsonb_typeof(inner_value -> 'base64') = 'string' AND jsonb_typeof(inner_value -> 'subType') = 'string' THEN
        IF inner_value ->> 'base64' !~ '^([0-9A-Za-z+/]{4})*([0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?$' OR code !~ '^[0-9a-f]{1,2}$' THEN
            RAISE EXCEPTION 'the value % is written in a way in which PostgreSQL does not read bytes', v USING ERRCODE = 'TDL01';
        END IF;
        content := decode(inner_value ->> 'base64', 'base64');
        subtype := ('x' || lpad(code, 8, '0'))::bit(32)::int;
        IF subtype IN (3, 4) AND octet_length(content) <> 16 THEN
            content := NULL;
        END IF;
    END IF;
END $$;

-- The name of the typed form that an object is; NULL for an object that is just that.
CREATE OR REPLACE FUNCTION taskdblinq_v1.form(v jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text;
    inner_value jsonb;
    t text;
BEGIN
    IF NOT v ?| ARRAY['$date', '$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$binary', '$uuid',
        '$regularExpression', '$literal'] OR (SELECT count(*) FROM jsonb_object_keys(v)) > 1 THEN
        RETURN NULL;
    END IF;
    SELECT k INTO name FROM jsonb_object_keys(v) AS k;
    inner_value := v -> name;
    CASE name
        WHEN '$date' THEN
            RETURN CASE WHEN taskdblinq_v1.ticks(inner_value) IS NOT NULL THEN name END;
        WHEN '$binary', '$uuid' THEN
            RETURN CASE WHEN (taskdblinq_v1.bytes(v)).content IS NOT NULL THEN name END;
        WHEN '$literal' THEN
            RETURN CASE WHEN jsonb_typeof(inner_value) = 'object'
                AND NOT EXISTS (SELECT FROM jsonb_each(inner_value) AS e WHERE NOT taskdblinq_v1.well_formed(e.value)) THEN name END;
        WHEN '$regularExpression' THEN
            RETURN CASE WHEN jsonb_typeof(inner_value -> 'pattern') = 'string' AND jsonb_typeof(inner_value -> 'options') = 'string'
                AND (SELECT count(*) FROM jsonb_object_keys(inner_value)) = 2 THEN name END;
        ELSE
            t := inner_value #>> '{}';
    END CASE;
    IF jsonb_typeof(inner_value) <> 'string' THEN
        RETURN NULL;
    END IF;
    IF name IN ('$numberInt', '$numberLong') AND length(t) < 100 THEN
        RETURN CASE WHEN t !~ '^[+-]?[0-9]+$' THEN NULL
            WHEN name = '$numberInt' AND t::numeric BETWEEN -2147483648 AND 2147483647 THEN name
            WHEN name = '$numberLong' AND t::numeric BETWEEN -9223372036854775808 AND 9223372036854775807 THEN name END;
    END IF;
    IF name = '$numberDouble'
        AND (t IN ('NaN', 'Infinity', '-Infinity') OR t ~ '^[+-]?[0-9]{1,250}([.][0-9]{1,250})?([eE][+-]?[0-9]{1,3})?$')
        OR name = '$numberDecimal' AND t ~ '^-?[0-9]{1,29}([.][0-9]{1,28})?$'
            AND abs(replace(t, '.', '')::numeric) <= 79228162514264337593543950335 THEN
        RETURN name;
    END IF;
    IF t ~ '[0-9]' OR t ~* 'nan|inf' THEN
        RAISE EXCEPTION 'the value % is written in a way in which PostgreSQL does not read numbers', v USING ERRCODE = 'TDL01';
    END IF;
    RETURN NULL;
END $$;

-- Whether every object that has the name of a typed form is one.
CREATE OR REPLACE FUNCTION taskdblinq_v1.well_formed(v jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text;
BEGIN
    IF jsonb_typeof(v) = 'array' THEN
        RETURN NOT EXISTS (SELECT FROM jsonb_array_elements(v) AS e WHERE NOT taskdblinq_v1.well_formed(e));
    ELSIF jsonb_typeof(v) <> 'object' THEN
        RETURN true;
    END IF;
    SELECT k INTO name FROM jsonb_object_keys(v) AS k LIMIT 1;
    IF name IN ('$date', '$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$binary', '$uuid', '$regularExpression',
        '$literal', '$oid', '$timestamp', '$minKey', '$maxKey', '$symbol', '$code', '$dbPointer', '$undefined') THEN
        RETURN taskdblinq_v1.form(v) IS NOT NULL;
    END IF;
    RETURN NOT EXISTS (SELECT FROM jsonb_each(v) AS e WHERE NOT taskdblinq_v1.well_formed(e.value));
END $$;

-- The class within which values compare, in BSON's order; NULL, which is missing, is in that of null.
CREATE OR REPLACE FUNCTION taskdblinq_v1.class(v jsonb) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    CASE coalesce(jsonb_typeof(v), 'null')
        WHEN 'null' THEN RETURN 0;
        WHEN 'number' THEN RETURN 1;
        WHEN 'string' THEN RETURN 2;
        WHEN 'array' THEN RETURN 4;
        WHEN 'boolean' THEN RETURN 6;
        ELSE
            CASE coalesce(taskdblinq_v1.form(v), '')
                WHEN '', '$literal' THEN RETURN 3;
                WHEN '$binary', '$uuid' THEN RETURN 5;
                WHEN '$date' THEN RETURN 7;
                WHEN '$regularExpression' THEN RETURN 8;
                ELSE RETURN 1;
            END CASE;
    END CASE;
END $$;

-- The names and values of an object; one that only looks like a typed form is inside a $literal.
CREATE OR REPLACE FUNCTION taskdblinq_v1.body(v jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN v ? '$literal' AND taskdblinq_v1.form(v) = '$literal' THEN v -> '$literal' ELSE v END
$$;

-- The BSON type as $type names it; NULL for what is missing.
CREATE OR REPLACE FUNCTION taskdblinq_v1.kind(v jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF v IS NULL THEN
        RETURN NULL;
    END IF;
    CASE taskdblinq_v1.class(v)
        WHEN 0 THEN RETURN 'null';
        WHEN 2 THEN RETURN 'string';
        WHEN 3 THEN RETURN 'object';
        WHEN 4 THEN RETURN 'array';
        WHEN 5 THEN RETURN 'binData';
        WHEN 6 THEN RETURN 'bool';
        WHEN 7 THEN RETURN 'date';
        WHEN 8 THEN RETURN 'regex';
        ELSE RETURN CASE (taskdblinq_v1.number(v)).kind WHEN 'i' THEN 'int' WHEN 'l' THEN 'long' WHEN 'm' THEN 'decimal' ELSE 'double' END;
    END CASE;
END $$;
