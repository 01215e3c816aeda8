-- {"name":"ann"}
DECLARE @Operand nvarchar(4000) = N'ann';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Name] = @Operand

-- {"nick":null}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Nick] IS NULL

-- {"nick":{"$ne":"a"}}
DECLARE @Operand nvarchar(4000) = N'a';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Nick] <> @Operand OR [c].[Nick] IS NULL

-- {"nick":{"$gt":"\uFFFD"}}
-- refused: it needs UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql (package TaskDbLinq.PostgreSql)

-- {"priority":{"$gt":1}}
DECLARE @Operand int = 1;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Priority] > @Operand

-- {"priority":{"$gte":1,"$lt":3.5}}
DECLARE @Operand int = 1;
DECLARE @Operand1 int = 3;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Priority] >= @Operand AND [c].[Priority] <= @Operand1

-- {"priority":{"$in":[null,4]}}
DECLARE @Operand1 int = 4;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Priority] IS NULL OR [c].[Priority] = @Operand1

-- {"priority":{"$nin":[1]}}
DECLARE @Operand1 int = 1;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Priority] IS NULL OR [c].[Priority] <> @Operand1

-- {"priority":{"$mod":[3,1]}}
DECLARE @Operand bigint = CAST(3 AS bigint);
DECLARE @Operand1 bigint = CAST(1 AS bigint);

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE CAST([c].[Priority] AS bigint) % @Operand = @Operand1

-- {"points":9007199254740993}
DECLARE @Operand bigint = CAST(9007199254740993 AS bigint);

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Points] = @Operand

-- {"points":{"$gt":9007199254740992.0}}
DECLARE @Operand bigint = CAST(9007199254740992 AS bigint);

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Points] > @Operand

-- {"score":{"$lte":1.5}}
DECLARE @Operand float = 1.5E0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Score] <= @Operand

-- {"ratio":{"$lt":1}}
DECLARE @Operand float = 1.0E0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE CAST([c].[Ratio] AS float) < @Operand

-- {"score":{"$in":[3,{"$numberDouble":"NaN"}]}}
-- refused: Translation of method 'double.IsNaN' failed

-- {"score":{"$nin":[9007199254740993,1.5]}}
DECLARE @Operand1 float = 1.5E0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Score] <> @Operand1

-- {"$or":[{"score":9007199254740993},{"score":{"$numberDouble":"NaN"}},{"name":"ann"}]}
-- refused: Translation of method 'double.IsNaN' failed

-- {"balance":{"$gt":9.99}}
DECLARE @Operand decimal(18,2) = 9.99;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Balance] > @Operand

-- {"balance":{"$in":[9.99,100]}}
DECLARE @Operand1 decimal(18,2) = 9.99;
DECLARE @Operand2 decimal(18,2) = 100.0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Balance] IN (@Operand1, @Operand2)

-- {"active":true}
DECLARE @Operand bit = CAST(1 AS bit);

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Active] = @Operand

-- {"vip":{"$gte":false}}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Vip] IN (CAST(1 AS bit), CAST(0 AS bit))

-- {"vip":{"$lt":true}}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Vip] = CAST(0 AS bit)

-- {"tier":"pure_gold"}
DECLARE @Operand int = 2;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tier] = @Operand

-- {"former_tier":{"$in":["Basic"]}}
DECLARE @Operand1 int = 0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[FormerTier] = @Operand1

-- {"key":{"$uuid":"00000000-0000-0000-0000-000000000002"}}
DECLARE @Operand uniqueIdentifier = '00000000-0000-0000-0000-000000000002';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Key] = @Operand

-- {"joined":{"$lt":"2026-02-01"}}
DECLARE @Operand date = '2026-02-01';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Joined] < @Operand

-- {"last_seen":{"$gt":"2026-01-04T00:00:00Z"}}
DECLARE @Operand datetime2 = '2026-01-04T00:00:00.0000000Z';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[LastSeen] > @Operand

-- {"last_seen":{"$exists":false}}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[LastSeen] IS NULL

-- {"name":{"$regex":"^[AB]","$options":"i"}}
-- refused: it needs UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql (package TaskDbLinq.PostgreSql)

-- {"name":{"$glob":"[!a]*"}}
-- refused: it needs UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql (package TaskDbLinq.PostgreSql)

-- {"address":null}
SELECT [c].[Id]
FROM [Customers] AS [c]
LEFT JOIN [Address] AS [a] ON [c].[Key] = [a].[CustomerKey]
WHERE [a].[Id] IS NULL

-- {"address.city":"Rome"}
DECLARE @Operand nvarchar(4000) = N'Rome';

SELECT [c].[Id]
FROM [Customers] AS [c]
LEFT JOIN [Address] AS [a] ON [c].[Key] = [a].[CustomerKey]
WHERE [a].[Id] IS NOT NULL AND [a].[City] = @Operand

-- {"address.country.code":null}
SELECT [c].[Id]
FROM [Customers] AS [c]
LEFT JOIN [Address] AS [a] ON [c].[Key] = [a].[CustomerKey]
LEFT JOIN [Country] AS [c0] ON [a].[Id] = [c0].[AddressId]
WHERE [a].[Id] IS NULL OR [c0].[Id] IS NULL OR [c0].[Code] IS NULL

-- {"address.country.code":{"$ne":"it"}}
DECLARE @Operand nvarchar(4000) = N'it';

SELECT [c].[Id]
FROM [Customers] AS [c]
LEFT JOIN [Address] AS [a] ON [c].[Key] = [a].[CustomerKey]
LEFT JOIN [Country] AS [c0] ON [a].[Id] = [c0].[AddressId]
WHERE [a].[Id] IS NULL OR [c0].[Id] IS NULL OR [c0].[Code] <> @Operand OR [c0].[Code] IS NULL

-- {"tags":"x"}
DECLARE @Operand nvarchar(4000) = N'x';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tags] IS NOT NULL AND @Operand IN (
    SELECT [t].[value]
    FROM OPENJSON([c].[Tags]) WITH ([value] nvarchar(max) '$') AS [t]
)

-- {"tags":{"$all":["x","y"]}}
DECLARE @Operand nvarchar(4000) = N'x';
DECLARE @Operand1 nvarchar(4000) = N'y';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tags] IS NOT NULL AND @Operand IN (
    SELECT [t].[value]
    FROM OPENJSON([c].[Tags]) WITH ([value] nvarchar(max) '$') AS [t]
) AND @Operand1 IN (
    SELECT [t0].[value]
    FROM OPENJSON([c].[Tags]) WITH ([value] nvarchar(max) '$') AS [t0]
)

-- {"tags":null}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tags] IS NULL OR EXISTS (
    SELECT 1
    FROM OPENJSON([c].[Tags]) WITH ([value] nvarchar(max) '$') AS [t]
    WHERE [t].[value] IS NULL)

-- {"tags":{"$size":2}}
DECLARE @Operand int = 2;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tags] IS NOT NULL AND (
    SELECT COUNT(*)
    FROM OPENJSON([c].[Tags]) AS [t]) = @Operand

-- {"tags":{"$elemMatch":{"$ne":"x"}}}
DECLARE @Operand nvarchar(4000) = N'x';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Tags] IS NOT NULL AND EXISTS (
    SELECT 1
    FROM OPENJSON([c].[Tags]) WITH ([value] nvarchar(max) '$') AS [t]
    WHERE [t].[value] <> @Operand OR [t].[value] IS NULL)

-- {"marks":{"$elemMatch":{"$gt":1,"$lt":5}}}
DECLARE @Operand int = 1;
DECLARE @Operand1 int = 5;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE EXISTS (
    SELECT 1
    FROM OPENJSON([c].[Marks]) WITH ([value] int '$') AS [m]
    WHERE [m].[value] > @Operand AND [m].[value] < @Operand1)

-- {"orders":{"$size":0}}
DECLARE @Operand int = 0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE (
    SELECT COUNT(*)
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey]) = @Operand

-- {"orders.total":{"$gt":6}}
DECLARE @Operand decimal(18,2) = 6.0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE EXISTS (
    SELECT 1
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey] AND [o].[Total] > @Operand)

-- {"orders":{"$elemMatch":{"total":{"$lt":6},"note":"n"}}}
DECLARE @Operand decimal(18,2) = 6.0;
DECLARE @Operand1 nvarchar(4000) = N'n';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE EXISTS (
    SELECT 1
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey] AND [o].[Total] < @Operand AND [o].[Note] = @Operand1)

-- {"orders.note":null}
SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE EXISTS (
    SELECT 1
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey] AND [o].[Note] IS NULL)

-- {"orders.lines.sku":"s"}
DECLARE @Operand nvarchar(4000) = N's';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE EXISTS (
    SELECT 1
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey] AND EXISTS (
        SELECT 1
        FROM [Line] AS [l]
        WHERE [o].[Id] = [l].[OrderId] AND [l].[Sku] = @Operand))

-- {"$or":[{"nick":"a"},{"priority":{"$gt":3}}]}
DECLARE @Operand nvarchar(4000) = N'a';
DECLARE @Operand1 int = 3;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Nick] = @Operand OR [c].[Priority] > @Operand1

-- {"$nor":[{"nick":"a"},{"priority":{"$gt":3}}]}
DECLARE @Operand nvarchar(4000) = N'a';
DECLARE @Operand1 int = 3;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE ([c].[Nick] <> @Operand OR [c].[Nick] IS NULL) AND CASE
    WHEN [c].[Priority] > @Operand1 THEN CAST(0 AS bit)
    ELSE CAST(1 AS bit)
END = CAST(1 AS bit)

-- {"priority":{"$not":{"$gt":1,"$lt":9}}}
DECLARE @Operand int = 1;
DECLARE @Operand1 int = 9;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE CASE
    WHEN [c].[Priority] > @Operand THEN CAST(0 AS bit)
    ELSE CAST(1 AS bit)
END = CAST(1 AS bit) OR CASE
    WHEN [c].[Priority] < @Operand1 THEN CAST(0 AS bit)
    ELSE CAST(1 AS bit)
END = CAST(1 AS bit)

-- {"balance":9.99}
DECLARE @Operand decimal(18,2) = 9.99;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Balance] = @Operand

-- {"name":{"$in":["ann","bob"]}}
DECLARE @Operand1 nvarchar(4000) = N'ann';
DECLARE @Operand2 nvarchar(4000) = N'bob';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Name] IN (@Operand1, @Operand2)

-- {"joined":"2026-02-03"}
DECLARE @Operand date = '2026-02-03';

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Joined] = @Operand

-- {"score":{"$exists":true}}
SELECT [c].[Id]
FROM [Customers] AS [c]

-- {"balance":{"$gte":9.999}}
DECLARE @Operand decimal(18,2) = 9.999;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Balance] >= @Operand

-- {"$and":[{"points":{"$ne":5}},{"vip":{"$ne":null}}]}
DECLARE @Operand bigint = CAST(5 AS bigint);

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE [c].[Points] <> @Operand AND [c].[Vip] IS NOT NULL

-- {"address.country.code":{"$in":["it",null]}}
DECLARE @Operand1 nvarchar(4000) = N'it';

SELECT [c].[Id]
FROM [Customers] AS [c]
LEFT JOIN [Address] AS [a] ON [c].[Key] = [a].[CustomerKey]
LEFT JOIN [Country] AS [c0] ON [a].[Id] = [c0].[AddressId]
WHERE [a].[Id] IS NULL OR [c0].[Id] IS NULL OR [c0].[Code] IS NULL OR [c0].[Code] = @Operand1

-- {"orders":{"$not":{"$elemMatch":{"total":5}}}}
DECLARE @Operand decimal(18,2) = 5.0;

SELECT [c].[Id]
FROM [Customers] AS [c]
WHERE NOT EXISTS (
    SELECT 1
    FROM [Order] AS [o]
    WHERE [c].[Key] = [o].[CustomerKey] AND [o].[Total] = @Operand)
