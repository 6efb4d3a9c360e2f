using System.Numerics;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>A type that travels as it is.</summary>
internal sealed class PrimitiveConverter<T> : FieldConverter<T, T>
    where T : notnull
{
    internal override bool IsDirect => true;

    protected override T Write(T value) => value;

    protected override T Read(T wire) => wire;
}

/// <summary>Whole numbers of any width travel as <see cref="long"/>.</summary>
internal sealed class WholeNumberConverter<T> : FieldConverter<T, long>
    where T : struct, IBinaryInteger<T>
{
    internal override bool IsDirect => true;

    protected override long Write(T value) => long.CreateChecked(value);

    protected override T Read(long wire)
    {
        try
        {
            return T.CreateChecked(wire);
        }
        catch (OverflowException)
        {
            throw WireValue.Misfit(typeof(T), wire);
        }
    }
}

/// <summary><see cref="float"/> travels as the shortest <see cref="double"/> that reads back the same.</summary>
internal sealed class SingleConverter : FieldConverter<float, double>
{
    internal override bool IsDirect => true;

    protected override double Write(float value) => double.Parse(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    protected override float Read(double wire) => (float)wire;
}

/// <summary><see cref="DateTime"/> by its kind; without one it is UTC. What is read is UTC.</summary>
internal sealed class DateTimeConverter : FieldConverter<DateTime, DateTimeOffset>
{
    internal override bool IsDirect => true;

    protected override DateTimeOffset Write(DateTime value) => WireText.Universal(value);

    protected override DateTime Read(DateTimeOffset wire) => wire.UtcDateTime;
}

/// <summary>A type that travels as text.</summary>
internal sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read, bool isDirect = false) : FieldConverter<T, string>
    where T : notnull
{
    internal override bool IsDirect => isDirect;

    protected override string Write(T value) => write(value);

    protected override T Read(string wire)
    {
        try
        {
            return read(wire);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw WireValue.Misfit(typeof(T), wire);
        }
    }
}

/// <summary>Converters written as two lambdas in the model builder.</summary>
internal sealed class LambdaConverter<TClr, TWire>(Func<TClr, TWire> write, Func<TWire, TClr> read) : FieldConverter<TClr, TWire>
    where TClr : notnull
    where TWire : notnull
{
    protected override TWire Write(TClr value) => write(value);

    protected override TClr Read(TWire wire) => read(wire);
}
