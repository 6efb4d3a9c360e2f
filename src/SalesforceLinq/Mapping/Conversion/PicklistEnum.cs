using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>
/// The picklist texts of one enum type: <c>[EnumMember]</c>, else the member's name. A text the enum does not know gets a number of
/// its own, kept for the life of the process, so that a value added in Setup is read, compared and written back unharmed.
/// </summary>
internal sealed class PicklistEnum<T>
    where T : struct, Enum
{
    // More unknown texts than this are no picklist: the field is free text, and the enum the wrong type for it.
    private const int MostUnknown = 2_000;

    private static readonly Lazy<PicklistEnum<T>> Shared = new(() => new PicklistEnum<T>());

    private readonly ConcurrentDictionary<string, T> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<T, string> _texts = new();
    private readonly Lock _unknown = new();
    private readonly bool _isFlags = typeof(T).IsDefined(typeof(FlagsAttribute));
    private int _unknownCount;

    private PicklistEnum()
    {
        foreach (FieldInfo member in typeof(T).GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            T value = (T)member.GetValue(null)!;
            string text = member.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? member.Name;
            _values.TryAdd(text, value);
            _texts.TryAdd(value, text);
        }

        // Of flags, nothing chosen and names for several choices are no values of the picklist.
        Declared = [.. _texts.Where(pair => !_isFlags || ulong.IsPow2(Bits(pair.Key))).Select(pair => pair.Value)];
    }

    public static PicklistEnum<T> Instance => Shared.Value;

    /// <summary>The texts the enum itself names.</summary>
    public IReadOnlyCollection<string> Declared { get; }

    public string TextOf(T value) => _texts.TryGetValue(value, out string? text) ? text : value.ToString();

    public T ValueOf(string text) => _values.TryGetValue(text, out T value) ? value : Remember(text);

    /// <summary>The single-bit members a combined value is made of, in the enum's order.</summary>
    public IEnumerable<string> TextsOf(T flags)
    {
        ulong bits = Bits(flags);
        return _texts.Where(pair => Bits(pair.Key) is var bit && bit != 0 && ulong.IsPow2(bit) && (bits & bit) == bit)
            .OrderBy(pair => Bits(pair.Key))
            .Select(pair => pair.Value);
    }

    public T Combine(IEnumerable<string> texts) => FromBits(texts.Aggregate(0UL, (bits, text) => bits | Bits(ValueOf(text))));

    private T Remember(string text)
    {
        lock (_unknown)
        {
            if (_values.TryGetValue(text, out T known))
                return known;
            if (_unknownCount == MostUnknown || Free() is not { } value)
            {
                throw new FormatException($"'{text}' is no member of the enum {typeof(T).Name}, and the enum has no room for one more " +
                    "unknown picklist value. Add the member, or make the property a string.");
            }

            _unknownCount++;
            _texts[value] = text;
            _values[text] = value;
            return value;
        }
    }

    private T? Free()
    {
        int width = Type.GetTypeCode(typeof(T)) is TypeCode.SByte or TypeCode.Byte ? 8
            : Type.GetTypeCode(typeof(T)) is TypeCode.Int16 or TypeCode.UInt16 ? 16
            : Type.GetTypeCode(typeof(T)) is TypeCode.Int64 or TypeCode.UInt64 ? 64 : 32;
        ulong top = 1UL << (width - 1);
        // From the top: single bits for flags, else numbers counting down from the highest.
        for (int i = 0; i < (_isFlags ? width : MostUnknown * 2); i++)
        {
            ulong bits = _isFlags ? top >> i : (top - 1) - (ulong)i;
            T value = FromBits(bits);
            if (bits != 0 && !_texts.ContainsKey(value))
                return value;
        }

        return null;
    }

    private static ulong Bits(T value) => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => (byte)(sbyte)(object)value,
        TypeCode.Int16 => (ushort)(short)(object)value,
        TypeCode.Int32 => (uint)(int)(object)value,
        TypeCode.Int64 => (ulong)(long)(object)value,
        _ => Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static T FromBits(ulong bits) => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => (T)Enum.ToObject(typeof(T), (sbyte)bits),
        TypeCode.Int16 => (T)Enum.ToObject(typeof(T), (short)bits),
        TypeCode.Int32 => (T)Enum.ToObject(typeof(T), (int)bits),
        TypeCode.Int64 => (T)Enum.ToObject(typeof(T), (long)bits),
        _ => (T)Enum.ToObject(typeof(T), bits),
    };
}
