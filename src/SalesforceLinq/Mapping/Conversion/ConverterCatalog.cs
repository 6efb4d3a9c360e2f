using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>Finds the converter for a property's type.</summary>
internal static class ConverterCatalog
{
    private static readonly Dictionary<Type, FieldConverter> ByType = new FieldConverter[]
    {
        new PrimitiveConverter<string>(), new PrimitiveConverter<bool>(), new PrimitiveConverter<decimal>(), new PrimitiveConverter<double>(),
        new PrimitiveConverter<DateOnly>(), new PrimitiveConverter<TimeOnly>(), new PrimitiveConverter<DateTimeOffset>(),
        new WholeNumberConverter<long>(), new WholeNumberConverter<int>(), new WholeNumberConverter<short>(), new WholeNumberConverter<byte>(),
        new WholeNumberConverter<sbyte>(), new WholeNumberConverter<uint>(), new WholeNumberConverter<ushort>(), new WholeNumberConverter<ulong>(),
        new SingleConverter(), new DateTimeConverter(), new BytesConverter(), new IdConverter(),
        new CompoundConverter<Address>(), new CompoundConverter<Location>(),
        new TextConverter<Guid>(value => value.ToString("D"), Guid.Parse, isDirect: true),
        new TextConverter<Uri>(value => value.OriginalString, text => new Uri(text, UriKind.RelativeOrAbsolute)),
        new TextConverter<char>(value => value.ToString(), char.Parse),
    }.ToDictionary(converter => converter.ClrType);

    private static readonly Type[] ListTypes =
        [typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];

    private static readonly Type[] SetTypes = [typeof(HashSet<>), typeof(ISet<>), typeof(IReadOnlySet<>)];

    /// <summary>The converter for a property, or null when its type is no field type.</summary>
    public static FieldConverter? Find(PropertyInfo property)
    {
        if (property.GetCustomAttribute<JsonConverterAttribute>() is { } attribute)
            return Newtonsoft(property.PropertyType, attribute);
        return Find(property.PropertyType);
    }

    public static FieldConverter? Find(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ByType.TryGetValue(type, out FieldConverter? converter))
            return converter;
        if (type.IsEnum)
        {
            Type open = type.IsDefined(typeof(FlagsAttribute)) ? typeof(FlagsConverter<>) : typeof(EnumConverter<>);
            return (FieldConverter)Activator.CreateInstance(open.MakeGenericType(type))!;
        }

        if (typeof(JToken).IsAssignableFrom(type))
            return new JsonPassthrough(type);
        if (ItemOf(type) is { } item)
            return MultiPicklistOf(type, item);
        return type.GetCustomAttribute<JsonConverterAttribute>() is { } attribute ? Newtonsoft(type, attribute) : null;
    }

    /// <summary>Any JSON value, for a property of type <see cref="object"/> that says it is a field.</summary>
    public static FieldConverter AnyJson => new JsonPassthrough(typeof(object));

    private static Type? ItemOf(Type type)
    {
        Type? item = type.IsArray ? type.GetElementType()
            : type.IsGenericType && (ListTypes.Concat(SetTypes)).Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0]
            : null;
        return item is not null && (item == typeof(string) || item.IsEnum) ? item : null;
    }

    private static FieldConverter MultiPicklistOf(Type type, Type item) => (FieldConverter)typeof(ConverterCatalog)
        .GetMethod(nameof(CreateMultiPicklist), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(type, item)
        .Invoke(null, [type])!;

    private static PicklistSetConverter<TCollection, TItem> CreateMultiPicklist<TCollection, TItem>(Type type)
        where TCollection : class, IEnumerable<TItem>
    {
        Func<IEnumerable<TItem>, TCollection> create = type.IsArray ? items => (TCollection)(object)items.ToArray()
            : SetTypes.Contains(type.GetGenericTypeDefinition()) ? items => (TCollection)(object)items.ToHashSet()
            : items => (TCollection)(object)items.ToList();
        return new PicklistSetConverter<TCollection, TItem>(Find(typeof(TItem))!, create);
    }

    private static NewtonsoftConverter Newtonsoft(Type type, JsonConverterAttribute attribute) => new(
        type, (JsonConverter)Activator.CreateInstance(attribute.ConverterType, attribute.ConverterParameters)!);
}
