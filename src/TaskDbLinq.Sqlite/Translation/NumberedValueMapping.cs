using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>A type whose values go into parameters as their numbers among the <see cref="NumberedValues"/>.</summary>
internal sealed class NumberedValueMapping : RelationalTypeMapping
{
    public NumberedValueMapping(Type type, ValueConverter converter)
        : base(new RelationalTypeMappingParameters(
            new CoreTypeMappingParameters(type, converter), "INTEGER", dbType: System.Data.DbType.Int64))
    {
    }

    private NumberedValueMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    public override DbParameter CreateParameter(
        DbCommand command, string name, object? value, bool? nullable = null, ParameterDirection direction = ParameterDirection.Input)
    {
        var parameter = base.CreateParameter(command, name, value, nullable, direction);
        if (value is not null)
        {
            NumberedValues.Hold(parameter, value);
        }

        return parameter;
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new NumberedValueMapping(parameters);

    protected override string GenerateNonNullSqlLiteral(object value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}
