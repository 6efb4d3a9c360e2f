using System.Reflection;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>Makes a converter of two functions, over a type or over its nullable form.</summary>
internal static class LambdaConverters
{
    public static FieldConverter Create<TValue, TWire>(Func<TValue, TWire> toWire, Func<TWire, TValue> fromWire)
        where TWire : notnull
    {
        string factory = Nullable.GetUnderlyingType(typeof(TValue)) is null ? nameof(Plain) : nameof(OverNullable);
        return (FieldConverter)typeof(LambdaConverters).GetMethod(factory, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue), typeof(TWire))
            .Invoke(null, [toWire, fromWire])!;
    }

    private static LambdaConverter<TClr, TWire> Plain<TClr, TWire>(Func<TClr, TWire> toWire, Func<TWire, TClr> fromWire)
        where TClr : notnull
        where TWire : notnull => new(toWire, fromWire);

    private static LambdaConverter<TClr, TWire> OverNullable<TClr, TWire>(Func<TClr?, TWire> toWire, Func<TWire, TClr?> fromWire)
        where TClr : struct
        where TWire : notnull => new(value => toWire(value), wire => fromWire(wire) ?? throw WireValue.Misfit(typeof(TClr), wire));
}
