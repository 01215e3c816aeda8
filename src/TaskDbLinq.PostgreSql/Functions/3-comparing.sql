-- Equality by keys, which an index can hold, and order.

-- A text that is the same for equal values, and different for others.
CREATE OR REPLACE FUNCTION taskdblinq_v1.whole_key(v jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n record;
    nearest double precision;
    b record;
BEGIN
    CASE taskdblinq_v1.class(v)
        WHEN 0 THEN
            RETURN '0';
        WHEN 1 THEN
            n := taskdblinq_v1.number(v);
            IF n.whole IS NOT NULL THEN
                RETURN 'n' || n.whole;
            ELSIF n.kind = 'm' THEN
                IF n.fixed = trunc(n.fixed) AND n.fixed BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
                    RETURN 'n' || n.fixed::bigint;
                END IF;
                nearest := taskdblinq_v1.nearest(n.fixed);
                RETURN CASE WHEN taskdblinq_v1.exact(nearest) = n.fixed THEN 'f' || encode(float8send(nearest), 'hex')
                    ELSE 'm' || trim_scale(n.fixed) END;
            ELSIF n.dbl >= -9223372036854775808 AND n.dbl < 9223372036854775808 AND n.dbl = trunc(n.dbl) THEN
                RETURN 'n' || n.dbl::bigint;
            END IF;
            RETURN CASE WHEN n.dbl = 'NaN' THEN 'f' ELSE 'f' || encode(float8send(n.dbl), 'hex') END;
        WHEN 2 THEN
            RETURN 's' || (v #>> '{}');
        WHEN 3 THEN
            RETURN '{' || coalesce((SELECT string_agg(length(e.key) || ':' || e.key || length(k) || ':' || k, '' ORDER BY e.key COLLATE "C")
                FROM jsonb_each(taskdblinq_v1.body(v)) AS e, taskdblinq_v1.whole_key(e.value) AS k), '');
        WHEN 4 THEN
            RETURN '[' || coalesce((SELECT string_agg(length(k) || ':' || k, '' ORDER BY e.at)
                FROM jsonb_array_elements(v) WITH ORDINALITY AS e (value, at), taskdblinq_v1.whole_key(e.value) AS k), '');
        WHEN 5 THEN
            b := taskdblinq_v1.bytes(v);
            RETURN 'x' || b.subtype || ':' || encode(b.content, 'hex');
        WHEN 6 THEN
            RETURN CASE WHEN v = 'true' THEN 't' ELSE 'u' END;
        WHEN 7 THEN
            RETURN 'd' || taskdblinq_v1.ticks(v -> '$date');
        ELSE
            RETURN 'r' || length(v #>> '{$regularExpression,pattern}') || ':' || (v #>> '{$regularExpression,pattern}')
                || (v #>> '{$regularExpression,options}');
    END CASE;
END $$;

-- The same, no longer than an index takes: of a long key its SHA-256.
CREATE OR REPLACE FUNCTION taskdblinq_v1.key(v jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    k text := taskdblinq_v1.whole_key(v);
BEGIN
    RETURN CASE WHEN length(k) <= 200 THEN k ELSE '#' || encode(sha256(convert_to(k, 'UTF8')), 'hex') END;
END $$;

-- -1, 0 or 1, in BSON's order.
CREATE OR REPLACE FUNCTION taskdblinq_v1.compare(a jsonb, b jsonb) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    class int := taskdblinq_v1.class(a);
    other int := taskdblinq_v1.class(b);
    x record;
    y record;
    s text;
    t text;
    result int;
BEGIN
    IF class <> other THEN
        RETURN sign(class - other);
    END IF;
    CASE class
        WHEN 0 THEN
            RETURN 0;
        WHEN 1 THEN
            RETURN taskdblinq_v1.compare_numbers(a, b);
        WHEN 3 THEN
            IF a <> '{}' AND b <> '{}' THEN
                RAISE EXCEPTION 'jsonb does not keep the order of an object''s names, which the order of objects depends on' USING ERRCODE = 'TDL01';
            END IF;
            RETURN (a <> '{}')::int - (b <> '{}')::int;
        WHEN 4 THEN
            FOR i IN 0 .. least(jsonb_array_length(a), jsonb_array_length(b)) - 1 LOOP
                result := taskdblinq_v1.compare(a -> i, b -> i);
                IF result <> 0 THEN
                    RETURN result;
                END IF;
            END LOOP;
            RETURN sign(jsonb_array_length(a) - jsonb_array_length(b));
        WHEN 5 THEN
            x := taskdblinq_v1.bytes(a);
            y := taskdblinq_v1.bytes(b);
            RETURN CASE WHEN octet_length(x.content) <> octet_length(y.content) THEN sign(octet_length(x.content) - octet_length(y.content))
                WHEN x.subtype <> y.subtype THEN sign(x.subtype - y.subtype)
                ELSE (x.content > y.content)::int - (x.content < y.content)::int END;
        WHEN 6 THEN
            RETURN (a = 'true')::int - (b = 'true')::int;
        WHEN 7 THEN
            RETURN sign(taskdblinq_v1.ticks(a -> '$date') - taskdblinq_v1.ticks(b -> '$date'));
        WHEN 8 THEN
            s := (a #>> '{$regularExpression,pattern}') || chr(1) || (a #>> '{$regularExpression,options}');
            t := (b #>> '{$regularExpression,pattern}') || chr(1) || (b #>> '{$regularExpression,options}');
        ELSE
            s := a #>> '{}';
            t := b #>> '{}';
    END CASE;
    RETURN (s > t COLLATE "C")::int - (s < t COLLATE "C")::int;
END $$;
