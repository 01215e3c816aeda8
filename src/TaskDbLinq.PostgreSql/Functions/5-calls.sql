-- What queries and indexes call. Most columns hold objects whose paths lead to one scalar, with no array on the way: these are asked without the
-- functions above, which take ten times as long.

-- The scalar at a path that leads through objects alone; NULL where there may be more to it. A name that begins with a letter is no index.
CREATE OR REPLACE FUNCTION taskdblinq_v1.plain(document jsonb, path text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN path ~ '^[A-Za-z_][^.]*([.][A-Za-z_][^.]*)*$' THEN document #> string_to_array(path, '.') END
$$;

-- Whether the values at a path in a column satisfy a condition.
CREATE OR REPLACE FUNCTION taskdblinq_v1.holds(document jsonb, path text, condition jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
DECLARE
    v jsonb := taskdblinq_v1.plain(document, path);
    type text := jsonb_typeof(v);
    operand jsonb;
    a numeric;
    b numeric;
    result int;
BEGIN
    IF type IN ('string', 'number', 'boolean') THEN
        operand := condition -> 1;
        CASE condition ->> 0
            WHEN '$gt', '$gte', '$lt', '$lte' THEN
                IF jsonb_typeof(operand) NOT IN ('object', type) THEN
                    RETURN false;
                ELSIF type = 'string' AND jsonb_typeof(operand) = 'string' THEN
                    result := ((v #>> '{}') > (operand #>> '{}') COLLATE "C")::int - ((v #>> '{}') < (operand #>> '{}') COLLATE "C")::int;
                ELSIF type = 'number' AND jsonb_typeof(operand) = 'number' THEN
                    a := v::numeric;
                    b := operand::numeric;
                    -- Up to 15 digits are ordered as the doubles that are nearest to them.
                    IF abs(a) < 1e9 AND abs(b) < 1e9 AND scale(a) <= 6 AND scale(b) <= 6 THEN
                        result := (a > b)::int - (a < b)::int;
                    END IF;
                END IF;
                IF result IS NOT NULL THEN
                    RETURN CASE condition ->> 0 WHEN '$gt' THEN result > 0 WHEN '$gte' THEN result >= 0 WHEN '$lt' THEN result < 0 ELSE result <= 0 END;
                END IF;
            WHEN '$regex' THEN
                RETURN type = 'string' AND (v #>> '{}') COLLATE "C" ~ (operand #>> '{}');
            WHEN '$exists' THEN
                RETURN operand::boolean;
            WHEN '$size', '$elemMatch', '$elemMatch filter' THEN
                RETURN false;
            ELSE
                NULL;
        END CASE;
    END IF;
    RETURN taskdblinq_v1.holds_from(coalesce(document, 'null'), string_to_array(path, '.'), condition, false);
END $$;

-- What an index holds, and $eq and $in are asked by: the keys of all values at a path in a column.
CREATE OR REPLACE FUNCTION taskdblinq_v1.keys(document jsonb, path text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
DECLARE
    v jsonb := taskdblinq_v1.plain(document, path);
BEGIN
    IF jsonb_typeof(v) = 'string' AND length(v #>> '{}') < 200 THEN
        RETURN ARRAY['s' || (v #>> '{}')];
    ELSIF jsonb_typeof(v) IN ('string', 'number', 'boolean') THEN
        RETURN ARRAY[taskdblinq_v1.key(v)];
    END IF;
    RETURN ARRAY(SELECT DISTINCT taskdblinq_v1.key(k)
        FROM unnest(taskdblinq_v1.walk(coalesce(document, 'null'), string_to_array(path, '.'), 1, true)) AS k);
END $$;

-- The keys of the values that $eq and $in compare with.
CREATE OR REPLACE FUNCTION taskdblinq_v1.operand_keys(condition jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE condition ->> 0 WHEN '$eq' THEN ARRAY[taskdblinq_v1.key(condition -> 1)]
        ELSE ARRAY(SELECT taskdblinq_v1.key(v) FROM jsonb_array_elements(condition -> 1) AS v) END;
END $$;
