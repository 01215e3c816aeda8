-- Numbers of any width by their exact values, as TaskDbLinq.Values.NumericOrder compares them in memory.

-- The nearest double of a number, as .NET reads one: PostgreSQL's own cast fails where that is infinite or zero.
CREATE OR REPLACE FUNCTION taskdblinq_v1.nearest(n numeric) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF abs(n) > 1e308 AND abs(n) >= power(2::numeric, 1024) - power(2::numeric, 970) THEN
        RETURN CASE WHEN n > 0 THEN 'Infinity' ELSE '-Infinity' END::double precision;
    END IF;
    -- Half of the least double, 2^-1075, is 5^1075 / 10^1075; it is rounded to the even one, zero.
    IF abs(n) < 1e-320 AND abs(n) <= power(5::numeric, 1075) * '1e-1075'::numeric THEN
        RETURN 0;
    END IF;
    RETURN n::double precision;
END $$;

-- The exact value of a finite double: PostgreSQL's own cast rounds to 15 digits.
CREATE OR REPLACE FUNCTION taskdblinq_v1.exact(d double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    bits bigint := ('x' || encode(float8send(d), 'hex'))::bit(64)::bigint;
    power2 int := (bits >> 52) & 2047;
    mantissa numeric := bits & 4503599627370495;
    result numeric;
BEGIN
    IF power2 = 0 THEN
        power2 := 1;
    ELSE
        mantissa := mantissa + 4503599627370496;
    END IF;
    power2 := power2 - 1075;
    -- m * 2^-e = m * 5^e / 10^e: only multiplication is exact.
    result := CASE
        WHEN power2 >= 0 THEN mantissa * power(2::numeric, power2)
        ELSE mantissa * power(5::numeric, -power2) * ('1e' || power2)::numeric
    END;
    RETURN CASE WHEN d < 0 THEN -result ELSE result END;
END $$;

-- What a number is: kind i, l, d or m (32 and 64 bits, double, decimal), with its value in one of the others.
-- A number in JSON is whole where it has no point; beyond 64 bits it is a decimal, and beyond 96 bits a double.
CREATE OR REPLACE FUNCTION taskdblinq_v1.number(v jsonb, OUT kind text, OUT whole bigint, OUT dbl double precision, OUT fixed numeric)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    form text;
    n numeric;
BEGIN
    IF jsonb_typeof(v) = 'number' THEN
        n := v::numeric;
        IF scale(n) > 0 THEN
            kind := 'd';
            dbl := taskdblinq_v1.nearest(n);
        ELSIF n BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
            whole := n;
            kind := CASE WHEN whole BETWEEN -2147483648 AND 2147483647 THEN 'i' ELSE 'l' END;
        ELSIF abs(n) <= 79228162514264337593543950335 THEN
            kind := 'm';
            fixed := n;
        ELSE
            kind := 'd';
            dbl := taskdblinq_v1.nearest(n);
        END IF;
        RETURN;
    END IF;
    form := taskdblinq_v1.form(v);
    CASE form
        WHEN '$numberInt' THEN
            kind := 'i';
            whole := v ->> form;
        WHEN '$numberLong' THEN
            kind := 'l';
            whole := v ->> form;
        WHEN '$numberDecimal' THEN
            kind := 'm';
            fixed := v ->> form;
        ELSE
            kind := 'd';
            dbl := CASE WHEN v ->> form IN ('NaN', 'Infinity', '-Infinity') THEN (v ->> form)::double precision
                ELSE taskdblinq_v1.nearest((v ->> form)::numeric) END;
    END CASE;
END $$;

-- -1, 0 or 1; NaN comes first and equals itself.
CREATE OR REPLACE FUNCTION taskdblinq_v1.compare_numbers(a jsonb, b jsonb) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    x record := taskdblinq_v1.number(a);
    y record := taskdblinq_v1.number(b);
    w bigint;
BEGIN
    IF x.dbl = 'NaN' OR y.dbl = 'NaN' THEN
        RETURN CASE WHEN x.dbl = 'NaN' AND y.dbl = 'NaN' THEN 0 WHEN x.dbl = 'NaN' THEN -1 ELSE 1 END;
    END IF;
    IF x.kind = 'd' AND y.kind = 'd' THEN
        RETURN CASE WHEN x.dbl < y.dbl THEN -1 WHEN x.dbl > y.dbl THEN 1 ELSE 0 END;
    END IF;
    IF y.kind = 'd' THEN
        IF y.dbl IN ('Infinity', '-Infinity') THEN
            RETURN CASE WHEN y.dbl > 0 THEN -1 ELSE 1 END;
        ELSIF x.kind = 'm' THEN
            RETURN sign(x.fixed - taskdblinq_v1.exact(y.dbl));
        ELSIF y.dbl >= 9223372036854775808 OR y.dbl < -9223372036854775808 THEN
            RETURN CASE WHEN y.dbl > 0 THEN -1 ELSE 1 END;
        END IF;
        w := trunc(y.dbl);
        RETURN CASE WHEN x.whole < w THEN -1 WHEN x.whole > w THEN 1 ELSE -sign(y.dbl - w::double precision) END;
    END IF;
    IF x.kind = 'd' THEN
        RETURN -taskdblinq_v1.compare_numbers(b, a);
    END IF;
    RETURN sign(coalesce(x.fixed, x.whole::numeric) - coalesce(y.fixed, y.whole::numeric));
END $$;
