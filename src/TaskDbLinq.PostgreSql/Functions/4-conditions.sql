-- Conditions on the values that a path leads to, as TaskDbLinq.Filters.Ast.PathWalk and the operators hold in memory.

-- The values that a path leads to from a value; NULL stands for a missing one. Arrays on the way are entered, and at the end where wanted.
CREATE OR REPLACE FUNCTION taskdblinq_v1.walk(v jsonb, path text[], at int, expand boolean) RETURNS jsonb[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    class int;
    found jsonb[] := '{}';
    item jsonb;
    index int := 0;
BEGIN
    WHILE at <= cardinality(path) LOOP
        class := taskdblinq_v1.class(v);
        IF class = 4 THEN
            FOR item IN SELECT e FROM jsonb_array_elements(v) AS e LOOP
                class := taskdblinq_v1.class(item);
                IF class = 3 THEN
                    found := found || taskdblinq_v1.walk(item, path, at, expand);
                END IF;
                IF path[at] = index::text THEN
                    IF at = cardinality(path) THEN
                        found := array_append(found, item);
                    ELSIF class IN (3, 4) THEN
                        found := found || taskdblinq_v1.walk(item, path, at + 1, expand);
                    END IF;
                END IF;
                index := index + 1;
            END LOOP;
            RETURN found;
        ELSIF class <> 3 THEN
            RETURN ARRAY[NULL::jsonb];
        END IF;
        v := taskdblinq_v1.body(v) -> path[at];
        at := at + 1;
    END LOOP;
    IF expand AND jsonb_typeof(v) = 'array' THEN
        found := ARRAY(SELECT e FROM jsonb_array_elements(v) AS e);
    END IF;
    RETURN array_append(found, v);
END $$;

-- Whether one value satisfies a condition; an array is seen as itself.
CREATE OR REPLACE FUNCTION taskdblinq_v1.accepts(v jsonb, condition jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    operand jsonb := condition -> 1;
    n record;
BEGIN
    CASE condition ->> 0
        {{the arms of the conditions}}
    END CASE;
END $$;

CREATE OR REPLACE FUNCTION taskdblinq_v1.accepts_all(v jsonb, conditions jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM jsonb_array_elements(conditions) AS c WHERE NOT taskdblinq_v1.accepts(v, c));
END $$;

-- Whether a value that a path leads to satisfies a condition. An array in which $elemMatch starts is a document with numeric names.
CREATE OR REPLACE FUNCTION taskdblinq_v1.holds_from(v jsonb, path text[], condition jsonb, in_element boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text := condition ->> 0;
    part jsonb;
    wanted boolean;
    item jsonb;
    found jsonb[];
BEGIN
    IF name IN ('$not', '$all') THEN
        wanted := name = '$all';
        FOR part IN SELECT c FROM jsonb_array_elements(condition -> 1) AS c LOOP
            IF NOT taskdblinq_v1.holds_from(v, path, part, in_element) THEN
                RETURN NOT wanted;
            END IF;
        END LOOP;
        RETURN wanted AND condition -> 1 <> '[]';
    END IF;
    IF in_element AND jsonb_typeof(v) = 'array' AND path <> '{}' THEN
        found := taskdblinq_v1.walk(CASE WHEN path[1] ~ '^(0|[1-9][0-9]{0,8})$' THEN v -> path[1]::int END, path, 2, name NOT IN ({{the conditions on whole arrays}}));
    ELSE
        found := taskdblinq_v1.walk(v, path, 1, name NOT IN ({{the conditions on whole arrays}}));
    END IF;
    IF name = '$exists' THEN
        RETURN EXISTS (SELECT FROM unnest(found) AS f WHERE f IS NOT NULL) = (condition -> 1)::boolean;
    END IF;
    FOREACH item IN ARRAY found LOOP
        IF taskdblinq_v1.accepts(item, condition) THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

-- Whether an element satisfies a filter.
CREATE OR REPLACE FUNCTION taskdblinq_v1.matches(v jsonb, filter jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    CASE filter ->> 0
        WHEN '$and' THEN
            RETURN NOT EXISTS (SELECT FROM jsonb_array_elements(filter -> 1) AS f WHERE NOT taskdblinq_v1.matches(v, f));
        WHEN '$or' THEN
            RETURN EXISTS (SELECT FROM jsonb_array_elements(filter -> 1) AS f WHERE taskdblinq_v1.matches(v, f));
        WHEN '$nor' THEN
            RETURN NOT EXISTS (SELECT FROM jsonb_array_elements(filter -> 1) AS f WHERE taskdblinq_v1.matches(v, f));
        ELSE
            RETURN NOT EXISTS (SELECT FROM jsonb_array_elements(filter -> 2) AS c
                WHERE NOT taskdblinq_v1.holds_from(v, string_to_array(filter ->> 1, '.'), c, true));
    END CASE;
END $$;
