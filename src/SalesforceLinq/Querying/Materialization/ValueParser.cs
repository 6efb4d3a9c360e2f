using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the current token, which is not null, as a value.</summary>
/// <exception cref="FormatException">The token is no such value.</exception>
/// <exception cref="InvalidOperationException">The token is of another kind.</exception>
internal delegate TValue ValueParser<TValue>(ref Utf8JsonReader reader);

/// <summary>The parser of each type that is read without a converter.</summary>
internal static class ValueParsers
{
    private static readonly Dictionary<Type, Delegate> ByType = new()
    {
        [typeof(string)] = (ValueParser<string>)((ref Utf8JsonReader reader) => reader.GetString()!),
        [typeof(bool)] = (ValueParser<bool>)((ref Utf8JsonReader reader) => reader.GetBoolean()),
        [typeof(decimal)] = (ValueParser<decimal>)((ref Utf8JsonReader reader) => reader.GetDecimal()),
        [typeof(double)] = (ValueParser<double>)((ref Utf8JsonReader reader) => reader.GetDouble()),
        [typeof(float)] = (ValueParser<float>)((ref Utf8JsonReader reader) => reader.GetSingle()),
        [typeof(int)] = (ValueParser<int>)((ref Utf8JsonReader reader) => checked((int)WireParsing.Whole(ref reader))),
        [typeof(long)] = (ValueParser<long>)WireParsing.Whole,
        [typeof(short)] = (ValueParser<short>)((ref Utf8JsonReader reader) => checked((short)WireParsing.Whole(ref reader))),
        [typeof(byte)] = (ValueParser<byte>)((ref Utf8JsonReader reader) => checked((byte)WireParsing.Whole(ref reader))),
        [typeof(DateOnly)] = (ValueParser<DateOnly>)WireParsing.Date,
        [typeof(TimeOnly)] = (ValueParser<TimeOnly>)WireParsing.Time,
        [typeof(DateTimeOffset)] = (ValueParser<DateTimeOffset>)WireParsing.Instant,
        [typeof(Guid)] = (ValueParser<Guid>)((ref Utf8JsonReader reader) => Guid.Parse(reader.GetString()!)),
    };

    /// <summary>The parser of a type without <c>Nullable</c>, or null when only a converter can read it.</summary>
    public static Delegate? Find(Type type) => ByType.GetValueOrDefault(type);
}
