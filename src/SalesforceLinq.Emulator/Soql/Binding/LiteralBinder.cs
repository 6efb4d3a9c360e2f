using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Turns a literal into the form it is stored in, if its type fits the field's.</summary>
internal sealed class LiteralBinder(BindingScope scope)
{
    /// <summary>The stored form; <see langword="null"/> for null and for the empty text, which Salesforce stores as null.</summary>
    public object? Bind(BoundValue value, Literal literal, int position)
    {
        if (literal is NullLiteral)
            return null;
        switch (value.Type)
        {
            case FieldType.Id or FieldType.Reference:
                return BindId(value, literal, position);
            case FieldType.Boolean:
                return literal is BooleanLiteral boolean ? (boolean.Value ? 1L : 0L) : throw WrongType(value, "boolean", false, position);
            case FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent:
                return BindNumber(value, literal, position);
            case FieldType.Date:
                return literal is DateLiteral date ? StoredDate(date.Value) : throw WrongType(value, "date", false, position);
            case FieldType.DateTime:
                return literal is DateTimeLiteral moment ? StoredMoment(moment.Value) : throw WrongType(value, "dateTime", false, position);
            case FieldType.Time:
                return literal is TimeLiteral time
                    ? time.Value.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
                    : throw WrongType(value, "time", false, position);
            default:
                if (literal is not StringLiteral text)
                    throw WrongType(value, "string", true, position);
                return text.Value.Length == 0 ? null : text.Value;
        }
    }

    /// <summary>The first moment of a span of days and the first after it, in the stored form of the value's type.</summary>
    public (string Start, string End) BindRange(BoundValue value, RelativeDateLiteral literal, int position)
    {
        RelativeDateRange range = RelativeDateRange.Of(literal, scope.Context);
        return value.Type switch
        {
            FieldType.Date => (StoredDate(range.Start), StoredDate(range.End)),
            FieldType.DateTime => (StoredMoment(Midnight(range.Start)), StoredMoment(Midnight(range.End))),
            FieldType.Boolean => throw WrongType(value, "boolean", false, position),
            FieldType.Int => throw WrongType(value, "int", false, position),
            FieldType.Double or FieldType.Currency or FieldType.Percent => throw WrongType(value, TypeName(value.Type), false, position),
            _ => throw WrongType(value, "string", true, position),
        };
    }

    public static string TypeName(FieldType type) => type switch
    {
        FieldType.DateTime => "dateTime",
        FieldType.MultiPicklist => "multipicklist",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string StoredDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string StoredMoment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private DateTimeOffset Midnight(DateOnly day)
    {
        DateTime local = day.ToDateTime(TimeOnly.MinValue);

        // Where summer time begins at midnight, the day starts an hour later.
        if (scope.Context.TimeZone.IsInvalidTime(local))
            local = local.AddHours(1);
        TimeSpan offset = scope.Context.TimeZone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks < DateTime.MinValue.Ticks || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, TimeSpan.Zero)
            : new DateTimeOffset(local, offset);
    }

    private object? BindId(BoundValue value, Literal literal, int position)
    {
        if (literal is not StringLiteral text)
            throw WrongType(value, "string", true, position);
        if (text.Value.Length == 0)
            return null;
        return RecordId.TryNormalize(text.Value, out string id) ? id : throw scope.Refusal.InvalidId(text.Value, position);
    }

    private object BindNumber(BoundValue value, Literal literal, int position)
    {
        decimal number = literal switch
        {
            NumberLiteral plain => plain.Value,
            CurrencyLiteral amount when value.Type == FieldType.Currency && amount.Code == scope.Context.CurrencyCode => amount.Amount,
            CurrencyLiteral amount when value.Type == FieldType.Currency =>
                throw scope.Refusal.Malformed($"Invalid currency code: {amount.Code}. This org's only currency is {scope.Context.CurrencyCode}.", position),
            _ => throw WrongType(value, TypeName(value.Type), false, position),
        };
        return number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : (double)number;
    }

    private Refusals.SoqlException WrongType(BoundValue value, string type, bool quoted, int position) =>
        scope.Refusal.ValueType(value.Name, type, quoted, position);
}
