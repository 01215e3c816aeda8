-- The order by what is at a path, as TaskDbLinq.Finding.PathOrder holds it in memory: by keys whose bytes are in BSON's order.

-- A number of digits and an exponent, such that the bytes of numbers are in the order of the numbers.
CREATE OR REPLACE FUNCTION taskdblinq_v1.number_key(n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    t text := trim_scale(abs(n))::text;
    whole text := ltrim(split_part(t, '.', 1), '0');
    part text := split_part(t, '.', 2);
    digits text := rtrim(ltrim(whole || part, '0'), '0');
    exponent int := CASE WHEN whole <> '' THEN length(whole) ELSE length(ltrim(part, '0')) - length(part) END;
BEGIN
    IF n = 0 THEN
        RETURN '\x03';
    ELSIF n > 0 THEN
        RETURN '\x04' || decode(lpad(to_hex(32768 + exponent), 4, '0'), 'hex') || convert_to(digits, 'UTF8') || '\x00'::bytea;
    END IF;
    RETURN '\x02' || decode(lpad(to_hex(32768 - exponent), 4, '0'), 'hex') || convert_to(translate(digits, '0123456789', '9876543210'), 'UTF8') || '\xff'::bytea;
END $$;

-- Bytes in the order of the values. An object of several names has none: jsonb keeps no order of names.
CREATE OR REPLACE FUNCTION taskdblinq_v1.order_key(v jsonb) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    class int := taskdblinq_v1.class(v);
    n record;
    b record;
    names int;
BEGIN
    CASE class
        WHEN 0 THEN
            RETURN '\x02';
        WHEN 1 THEN
            n := taskdblinq_v1.number(v);
            RETURN '\x03'::bytea || CASE
                WHEN n.dbl = 'NaN' THEN '\x00'::bytea
                WHEN n.dbl = '-Infinity' THEN '\x01'::bytea
                WHEN n.dbl = 'Infinity' THEN '\x05'::bytea
                ELSE taskdblinq_v1.number_key(coalesce(n.fixed, n.whole::numeric, taskdblinq_v1.exact(n.dbl))) END;
        WHEN 2 THEN
            RETURN '\x04'::bytea || convert_to(v #>> '{}', 'UTF8') || '\x00'::bytea;
        WHEN 3 THEN
            SELECT count(*) INTO names FROM jsonb_object_keys(taskdblinq_v1.body(v));
            IF names > 1 THEN
                RAISE EXCEPTION 'jsonb does not keep the order of an object''s names, which the order of objects depends on' USING ERRCODE = 'TDL01';
            END IF;
            RETURN '\x05'::bytea || coalesce((SELECT '\x01'::bytea || int4send(taskdblinq_v1.class(e.value)) || convert_to(e.key, 'UTF8') || '\x00'::bytea
                || taskdblinq_v1.order_key(e.value) FROM jsonb_each(taskdblinq_v1.body(v)) AS e), ''::bytea) || '\x00'::bytea;
        WHEN 4 THEN
            RETURN '\x06'::bytea || coalesce((SELECT string_agg(taskdblinq_v1.order_key(e.value), ''::bytea ORDER BY e.at)
                FROM jsonb_array_elements(v) WITH ORDINALITY AS e (value, at)), ''::bytea) || '\x00'::bytea;
        WHEN 5 THEN
            b := taskdblinq_v1.bytes(v);
            RETURN '\x07'::bytea || int4send(octet_length(b.content)) || int4send(b.subtype) || b.content;
        WHEN 6 THEN
            RETURN CASE WHEN v = 'true' THEN '\x0801' ELSE '\x0800' END::bytea;
        WHEN 7 THEN
            RETURN '\x09'::bytea || int8send(taskdblinq_v1.ticks(v -> '$date'));
        ELSE
            RETURN '\x0a'::bytea || convert_to((v #>> '{$regularExpression,pattern}') || chr(1) || (v #>> '{$regularExpression,options}'), 'UTF8') || '\x00'::bytea;
    END CASE;
END $$;

-- The values that an order looks at: an array's elements, but those of one that a position leads to, which is what it is.
CREATE OR REPLACE FUNCTION taskdblinq_v1.order_values(v jsonb, path text[], at int, whole boolean) RETURNS TABLE (item jsonb, is_empty boolean)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    class int := taskdblinq_v1.class(v);
    length int := CASE WHEN class = 4 THEN jsonb_array_length(v) END;
    index int := CASE WHEN path[at] ~ '^(0|[1-9][0-9]{0,8})$' THEN path[at]::int END;
BEGIN
    IF at > cardinality(path) THEN
        IF class <> 4 OR length = 0 OR whole THEN
            RETURN QUERY SELECT v, coalesce(length = 0, false);
        ELSE
            RETURN QUERY SELECT e, false FROM jsonb_array_elements(v) AS e;
        END IF;
    ELSIF class = 3 THEN
        RETURN QUERY SELECT * FROM taskdblinq_v1.order_values(taskdblinq_v1.body(v) -> path[at], path, at + 1, false);
    ELSIF index < length THEN
        RETURN QUERY SELECT * FROM taskdblinq_v1.order_values(v -> index, path, at + 1, true);
    ELSIF length > 0 THEN
        RETURN QUERY SELECT s.* FROM jsonb_array_elements(v) AS e,
            taskdblinq_v1.order_values(CASE WHEN taskdblinq_v1.class(e) = 3 THEN e END, path, at, false) AS s;
    ELSE
        RETURN QUERY SELECT NULL::jsonb, false;
    END IF;
END $$;

-- What a column is ordered by at a path. An empty array is below null.
CREATE OR REPLACE FUNCTION taskdblinq_v1.sort_key(document jsonb, path text, descending boolean) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
DECLARE
    v jsonb := taskdblinq_v1.plain(document, path);
    items jsonb[];
    wanted int;
    best bytea;
BEGIN
    IF jsonb_typeof(v) IN ('string', 'number', 'boolean') THEN
        RETURN taskdblinq_v1.order_key(v);
    END IF;
    -- Within the class that decides; what is in another one needs no order.
    SELECT array_agg(s.item), CASE WHEN descending THEN max(s.class) ELSE min(s.class) END INTO items, wanted FROM (
        SELECT o.item, CASE WHEN o.is_empty THEN -1 ELSE taskdblinq_v1.class(o.item) END AS class
        FROM taskdblinq_v1.order_values(coalesce(document, 'null'), string_to_array(path, '.'), 1, false) AS o) AS s;
    IF wanted = -1 THEN
        RETURN '\x01';
    ELSIF descending THEN
        SELECT taskdblinq_v1.order_key(i) INTO best FROM unnest(items) AS i WHERE taskdblinq_v1.class(i) = wanted ORDER BY 1 DESC LIMIT 1;
    ELSE
        SELECT taskdblinq_v1.order_key(i) INTO best FROM unnest(items) AS i WHERE taskdblinq_v1.class(i) = wanted ORDER BY 1 LIMIT 1;
    END IF;
    RETURN best;
END $$;

-- -1, 0 or 1: how a column is to what a page ended at, given as JSON; NULL for an empty array.
CREATE OR REPLACE FUNCTION taskdblinq_v1.sort_compare(document jsonb, path text, descending boolean, page_end text) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
DECLARE
    here bytea := taskdblinq_v1.sort_key(document, path, descending);
    there bytea;
BEGIN
    IF page_end ~ '(^|[^\\])(\\\\)*\\u0000' THEN
        RAISE EXCEPTION 'a page ends at a string with U+0000, which is in no string of PostgreSQL' USING ERRCODE = 'TDL01';
    END IF;
    there := CASE WHEN page_end IS NULL THEN '\x01'::bytea ELSE taskdblinq_v1.order_key(page_end::jsonb) END;
    RETURN (here > there)::int - (here < there)::int;
END $$;
