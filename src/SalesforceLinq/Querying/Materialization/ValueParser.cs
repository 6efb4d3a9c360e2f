using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the current token, which is not null, as a value. A struct, so that the reader of a field calls it directly.</summary>
internal interface IValueParser<TValue>
{
    /// <exception cref="FormatException">The token is no such value.</exception>
    /// <exception cref="InvalidOperationException">The token is of another kind.</exception>
    static abstract TValue Parse(ref Utf8JsonReader reader);
}

/// <summary>The parser of each type that is read without a converter.</summary>
internal static class ValueParsers
{
    private static readonly Dictionary<Type, Type> ByType = new()
    {
        [typeof(bool)] = typeof(BooleanParser),
        [typeof(decimal)] = typeof(DecimalParser),
        [typeof(double)] = typeof(DoubleParser),
        [typeof(float)] = typeof(SingleParser),
        [typeof(int)] = typeof(Int32Parser),
        [typeof(long)] = typeof(Int64Parser),
        [typeof(short)] = typeof(Int16Parser),
        [typeof(byte)] = typeof(ByteParser),
        [typeof(DateOnly)] = typeof(DateParser),
        [typeof(TimeOnly)] = typeof(TimeParser),
        [typeof(DateTimeOffset)] = typeof(InstantParser),
        [typeof(DateTime)] = typeof(MomentParser),
        [typeof(Guid)] = typeof(GuidParser),
    };

    /// <summary>The parser of a value type without <c>Nullable</c>, or null when only a converter can read it.</summary>
    public static Type? Find(Type type) => ByType.GetValueOrDefault(type);

    private readonly struct BooleanParser : IValueParser<bool>
    {
        public static bool Parse(ref Utf8JsonReader reader) => reader.GetBoolean();
    }

    private readonly struct DecimalParser : IValueParser<decimal>
    {
        public static decimal Parse(ref Utf8JsonReader reader) => reader.GetDecimal();
    }

    private readonly struct DoubleParser : IValueParser<double>
    {
        public static double Parse(ref Utf8JsonReader reader) => WireParsing.Finite(reader.GetDouble());
    }

    private readonly struct SingleParser : IValueParser<float>
    {
        public static float Parse(ref Utf8JsonReader reader) => (float)WireParsing.Finite(reader.GetSingle());
    }

    private readonly struct Int32Parser : IValueParser<int>
    {
        public static int Parse(ref Utf8JsonReader reader) => checked((int)WireParsing.Whole(ref reader));
    }

    private readonly struct Int64Parser : IValueParser<long>
    {
        public static long Parse(ref Utf8JsonReader reader) => WireParsing.Whole(ref reader);
    }

    private readonly struct Int16Parser : IValueParser<short>
    {
        public static short Parse(ref Utf8JsonReader reader) => checked((short)WireParsing.Whole(ref reader));
    }

    private readonly struct ByteParser : IValueParser<byte>
    {
        public static byte Parse(ref Utf8JsonReader reader) => checked((byte)WireParsing.Whole(ref reader));
    }

    private readonly struct DateParser : IValueParser<DateOnly>
    {
        public static DateOnly Parse(ref Utf8JsonReader reader) => WireParsing.Date(ref reader);
    }

    private readonly struct TimeParser : IValueParser<TimeOnly>
    {
        public static TimeOnly Parse(ref Utf8JsonReader reader) => WireParsing.Time(ref reader);
    }

    private readonly struct InstantParser : IValueParser<DateTimeOffset>
    {
        public static DateTimeOffset Parse(ref Utf8JsonReader reader) => WireParsing.Instant(ref reader);
    }

    private readonly struct MomentParser : IValueParser<DateTime>
    {
        public static DateTime Parse(ref Utf8JsonReader reader) => WireParsing.Instant(ref reader).UtcDateTime;
    }

    private readonly struct GuidParser : IValueParser<Guid>
    {
        public static Guid Parse(ref Utf8JsonReader reader) => Guid.Parse(reader.GetString()!);
    }
}
