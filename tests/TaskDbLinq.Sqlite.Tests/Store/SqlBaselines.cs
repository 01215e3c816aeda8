namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Filters with the SQL that they become, as it was checked by reading it.</summary>
internal static class SqlBaselines
{
    /// <summary>Filters on typed columns with their conditions.</summary>
    public static TheoryData<string, string> OnColumns { get; } = new()
    {
        { "{}", "" },
        { """{"completed": null}""", """WHERE "t"."completed" IS NULL""" },
        { """{"completed": {"$eq": null}}""", """WHERE "t"."completed" IS NULL""" },
        { """{"completed": {"$ne": null}}""", """WHERE "t"."completed" IS NOT NULL""" },
        { """{"completed": {"$gte": null}}""", """WHERE "t"."completed" IS NULL""" },
        { """{"completed": {"$gt": null}}""", """WHERE 0""" },
        { """{"error": {"$ne": null}}""", """WHERE "t"."error" IS NOT NULL""" },
        { """{"queue": "mux"}""", """WHERE "t"."queue" = @Operand""" },
        { """{"queue": {"$eq": "mux"}}""", """WHERE "t"."queue" = @Operand""" },
        { """{"queue": {"$ne": "mux"}}""", """WHERE "t"."queue" <> @Operand OR "t"."queue" IS NULL""" },
        { """{"queue": {"$gt": "mux"}}""", """WHERE "t"."queue" > @Operand""" },
        { """{"queue": {"$ge": "mux"}}""", """WHERE "t"."queue" > @Operand""" },
        { """{"queue": {"$gte": "mux"}}""", """WHERE "t"."queue" >= @Operand""" },
        { """{"queue": {"$lt": "mux"}}""", """WHERE "t"."queue" < @Operand""" },
        { """{"queue": {"$le": "mux"}}""", """WHERE "t"."queue" < @Operand""" },
        { """{"queue": {"$lte": "mux"}}""", """WHERE "t"."queue" <= @Operand""" },
        { """{"started": {"$gte": "2026-11-23T20:00:00Z", "$lt": "2026-11-23T21:00:00Z"}}""", """WHERE "t"."started" >= @Operand AND "t"."started" < @Operand1""" },
        { """{"started": {"$not": {"$gte": "2026-11-23T20:00:00Z"}}}""", """WHERE CASE WHEN "t"."started" >= @Operand THEN 0 ELSE 1 END""" },
        { """{"queue": {"$in": ["mux", "task"]}}""", """WHERE "t"."queue" IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" )""" },
        { """{"queue": {"$in": ["mux", null]}}""", """WHERE "t"."queue" IS NULL OR "t"."queue" IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" )""" },
        { """{"queue": {"$in": []}}""", """WHERE 0""" },
        { """{"queue": {"$nin": ["mux"]}}""", """WHERE "t"."queue" NOT IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" ) OR "t"."queue" IS NULL""" },
        { """{"queue": {"$nin": []}}""", "" },
        { """{"queue": {"$exists": true}}""", """WHERE "t"."queue" IS NOT NULL""" },
        { """{"started": {"$type": "date"}}""", """WHERE "t"."started" IS NOT NULL""" },
        { """{"stdout": {"$regex": "a", "$options": "i"}}""", """WHERE taskdb_regex(@Operand, "t"."stdout")""" },
        { """{"stdout": {"$glob": "a*"}}""", """WHERE taskdb_regex(@Operand, "t"."stdout")""" },
        { """{"$comment": "why", "queue": "mux"}""", """WHERE "t"."queue" = @Operand""" },
        { """{"$or": [{"queue": "mux"}, {"completed": null}]}""", """WHERE "t"."queue" = @Operand OR "t"."completed" IS NULL""" },
        { """{"$and": [{"queue": "mux"}, {"completed": null}]}""", """WHERE "t"."queue" = @Operand AND "t"."completed" IS NULL""" },
        { """{"$nor": [{"queue": "mux"}, {"completed": null}]}""", """WHERE ("t"."queue" <> @Operand OR "t"."queue" IS NULL) AND "t"."completed" IS NOT NULL""" },
    };

    /// <summary>
    /// Filters inside of dict fields: SQLite's JSON functions tell where they can; our evaluator is asked where they gave NULL.
    /// </summary>
    public static TheoryData<string, string> OnDictFields { get; } = new()
    {
        {
            """{"header.a": "x"}""",
            """WHERE COALESCE(CASE WHEN NOT (glob('*\*', "t"."header")) AND instr("t"."header", '"' || json_extract(@Operand, '$') || '"') = 0 THEN 0 ELSE CASE json_type("t"."header", '$."a"') WHEN 'text' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN json_extract("t"."header", '$."a"') = json_extract(@Operand, '$') END WHEN 'array' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN 'text' || json_extract(@Operand, '$') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each("t"."header", '$."a"') AS "d" ) END WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'null' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        {
            """{"header.a": {"$ne": "x"}}""",
            """WHERE NOT (COALESCE(CASE WHEN NOT (glob('*\*', "t"."header")) AND instr("t"."header", '"' || json_extract(@Operand, '$') || '"') = 0 THEN 0 ELSE CASE json_type("t"."header", '$."a"') WHEN 'text' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN json_extract("t"."header", '$."a"') = json_extract(@Operand, '$') END WHEN 'array' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN 'text' || json_extract(@Operand, '$') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each("t"."header", '$."a"') AS "d" ) END WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'null' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END END, taskdb_match("t"."header", 'a', @Operand1)))"""
        },
        {
            """{"header.a": {"$gt": "x"}}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'text' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN json_extract("t"."header", '$."a"') > json_extract(@Operand, '$') END WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'null' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        {
            """{"header.a": 1}""",
            """WHERE COALESCE(CASE WHEN json_type("t"."header", '$."a"') IN ('integer', 'real') THEN CASE WHEN (typeof(json_extract("t"."header", '$."a"')) = 'integer' AND typeof(json_extract(@Operand, '$')) = 'integer') OR (typeof(json_extract(@Operand, '$')) <> 'text' AND abs((json_extract("t"."header", '$."a"') + 0.0) - (json_extract(@Operand, '$') + 0.0)) > (abs(json_extract("t"."header", '$."a"') + 0.0) + abs(json_extract(@Operand, '$') + 0.0)) / 1000000000.0 + 1E-300) THEN json_extract("t"."header", '$."a"') = json_extract(@Operand, '$') END ELSE CASE json_type("t"."header", '$."a"') WHEN 'text' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 0 END END END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        {
            """{"header.a": {"$gte": 1.5}}""",
            """WHERE COALESCE(CASE WHEN json_type("t"."header", '$."a"') IN ('integer', 'real') THEN CASE WHEN (typeof(json_extract("t"."header", '$."a"')) = 'integer' AND typeof(json_extract(@Operand, '$')) = 'integer') OR (typeof(json_extract(@Operand, '$')) <> 'text' AND abs((json_extract("t"."header", '$."a"') + 0.0) - (json_extract(@Operand, '$') + 0.0)) > (abs(json_extract("t"."header", '$."a"') + 0.0) + abs(json_extract(@Operand, '$') + 0.0)) / 1000000000.0 + 1E-300) THEN json_extract("t"."header", '$."a"') >= json_extract(@Operand, '$') END ELSE CASE json_type("t"."header", '$."a"') WHEN 'text' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 0 END END END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        {
            """{"header.a": {"$lt": true}}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'true' THEN json_extract("t"."header", '$."a"') < json_extract(@Operand, '$') WHEN 'false' THEN json_extract("t"."header", '$."a"') < json_extract(@Operand, '$') WHEN 'text' THEN 0 WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'null' THEN 0 WHEN 'object' THEN 0 END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        {
            """{"header.a": null}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 1 END WHEN 'text' THEN 0 WHEN 'integer' THEN 0 WHEN 'real' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 END, taskdb_match("t"."header", 'a', @Operand))"""
        },
        { """{"header.a": {"$lte": null}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        {
            """{"header.a": {"$in": ["x", 1, true, null]}}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'text' THEN CASE WHEN instr("t"."header", '\u') = 0 AND instr(@Operand, '\u') = 0 THEN 'text' || json_extract("t"."header", '$."a"') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each(@Operand, '$') AS "d" ) END WHEN 'integer' THEN 'integer' || json_extract("t"."header", '$."a"') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each(@Operand, '$') AS "d" ) WHEN 'true' THEN 'true' || json_extract("t"."header", '$."a"') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each(@Operand, '$') AS "d" ) WHEN 'false' THEN 'false' || json_extract("t"."header", '$."a"') IN ( SELECT "d"."type" || COALESCE("d"."value", '') AS "item" FROM json_each(@Operand, '$') AS "d" ) WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 1 END END, taskdb_match("t"."header", 'a', @Operand1))"""
        },
        { """{"header.a": {"$nin": [1.5]}}""", """WHERE NOT (taskdb_match("t"."header", 'a', @Operand))""" },
        {
            """{"header.a": {"$type": "string"}}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'text' THEN 1 WHEN 'true' THEN 0 WHEN 'false' THEN 0 WHEN 'real' THEN 0 WHEN 'integer' THEN CASE WHEN typeof(json_extract("t"."header", '$."a"')) = 'integer' THEN 0 END WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 0 END WHEN 'object' THEN 0 END, taskdb_match("t"."header", 'a', @Operand))"""
        },
        {
            """{"header.a": {"$type": ["int", "date"]}}""",
            """WHERE COALESCE(CASE json_type("t"."header", '$."a"') WHEN 'text' THEN 0 WHEN 'true' THEN 0 WHEN 'false' THEN 0 WHEN 'real' THEN 0 WHEN 'integer' THEN CASE WHEN typeof(json_extract("t"."header", '$."a"')) = 'integer' THEN json_extract("t"."header", '$."a"') >= -2147483648 AND json_extract("t"."header", '$."a"') <= 2147483647 END WHEN 'null' THEN CASE WHEN instr("t"."header", 'NaN') = 0 THEN 0 END END, taskdb_match("t"."header", 'a', @Operand))"""
        },
        { """{"header.a": {"$exists": true}}""", """WHERE COALESCE(CASE WHEN json_type("t"."header", '$."a"') IS NOT NULL THEN 1 END, taskdb_match("t"."header", 'a', @Operand))""" },
        { """{"header.a": {"$exists": false}}""", """WHERE COALESCE(CASE WHEN json_type("t"."header", '$."a"') IS NOT NULL THEN 0 END, taskdb_match("t"."header", 'a', @Operand))""" },
        { """{"header.a": {"$not": {"$size": 1}}}""", """WHERE NOT (taskdb_match("t"."header", 'a', @Operand))""" },
        { """{"header.a": {"$all": ["x", "y"]}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        { """{"header.a": {"$elemMatch": {"$gt": 1}}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        { """{"header.a": {"$mod": [2, 1]}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        { """{"header.a": {"$regex": "x"}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        { """{"header.a": {"$date": "2026-11-23T20:00:00Z"}}""", """WHERE taskdb_match("t"."header", 'a', @Operand)""" },
        { """{"header": {"$exists": true}}""", """WHERE "t"."header" IS NOT NULL""" },
        { """{"header": {"a": 1}}""", """WHERE taskdb_match("t"."header", '', @Operand)""" },
        { """{"header.0": 1}""", """WHERE taskdb_match("t"."header", '0', @Operand1)""" },
    };

    /// <summary>The queries of IPython's documentation, with the keys that they ask for.</summary>
    public static TheoryData<string, string[]?, string> Documented { get; } = new()
    {
        { """{"completed": null}""", ["msg_id", "started"], """SELECT "t"."msg_id", "t"."started" FROM "tasks" AS "t" WHERE "t"."completed" IS NULL""" },
        {
            """{"started": {"$gte": "2026-11-23T20:19:57Z"}, "client_uuid": "me"}""", null,
            $"""SELECT {AllKeys} FROM "tasks" AS "t" WHERE "t"."started" >= @Operand AND "t"."client_uuid" = @Operand1"""
        },
        {
            """{"started": {"$le": "2026-11-23T20:19:57Z"}, "client_uuid": {"$ne": "me"}}""", null,
            $"""SELECT {AllKeys} FROM "tasks" AS "t" WHERE "t"."started" < @Operand AND ("t"."client_uuid" <> @Operand1 OR "t"."client_uuid" IS NULL)"""
        },
        {
            """{"engine_uuid": {"$in": ["a", "b"]}}""", ["result_header"],
            """SELECT "t"."msg_id", "t"."result_header" FROM "tasks" AS "t" WHERE "t"."engine_uuid" IN ( SELECT "o"."value" FROM json_each(@Operand) AS "o" )"""
        },
    };

    /// <summary>All but the buffers.</summary>
    private const string AllKeys =
        """
        "t"."msg_id", "t"."header", "t"."metadata", "t"."content", "t"."submitted", "t"."client_uuid", "t"."engine_uuid", "t"."started", "t"."completed", "t"."resubmitted", "t"."received", "t"."result_header", "t"."result_metadata", "t"."result_content", "t"."queue", "t"."execute_input", "t"."execute_result", "t"."error", "t"."stdout", "t"."stderr", "t"."label"
        """;
}
