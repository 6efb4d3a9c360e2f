using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns fields, parts of dates and words of the vocabulary into terms of SOQL.</summary>
internal sealed class TermTranslator(RowScope scope, HoleCollector holes)
{
    private static readonly Dictionary<string, string> DateParts = new()
    {
        ["Year"] = "CALENDAR_YEAR",
        ["Month"] = "CALENDAR_MONTH",
        ["Day"] = "DAY_IN_MONTH",
        ["DayOfYear"] = "DAY_IN_YEAR",
        ["Hour"] = "HOUR_IN_DAY",
        ["DayOfWeek"] = "DAY_IN_WEEK",
        ["Date"] = "DAY_ONLY",
    };

    private static readonly Type[] DateTypes = [typeof(DateOnly), typeof(DateTime), typeof(DateTimeOffset)];

    /// <summary>The term; null for an expression that is none.</summary>
    /// <exception cref="QueryNotSupportedException">The expression is over a field, and SOQL has no word for it.</exception>
    public Operand? TryTranslate(Expression expression)
    {
        switch (expression)
        {
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } rounding when Rounds(rounding) && TryTranslate(rounding.Operand) is not null:
                throw Refusal.Arithmetic(rounding);
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion
                when scope.Resolve(expression) is null:
                return TryTranslate(conversion.Operand);
            case MemberExpression member when PartOfDate(member) is { } part:
                return part;
            // The instant itself: rows hold it in UTC.
            case MemberExpression { Member: { Name: "UtcDateTime" or "DateTime", DeclaringType: { } type }, Expression: { } instant } when type == typeof(DateTimeOffset):
                return TryTranslate(instant);
            case MemberExpression { Expression: { } compound } member when CompoundParts.Of(scope.Resolve(compound), member.Member.Name) is { } path:
                return new Operand(new SoqlField(path), null, true);
            case MethodCallExpression call:
                return Call(call);
        }

        if (scope.Resolve(expression) is not ResolvedField field)
            return null;
        if (field.IsOfCast)
            throw Refusal.PolymorphicField(expression);
        if (field.Field.IsLongText)
            throw Refusal.LongText(field.Field, expression);
        return new Operand(new SoqlField(field.Path), field.Field, field.Field.IsNullable || field.Path.Contains('.', StringComparison.Ordinal));
    }

    // (int)x.Amount leaves out what stands behind the point; SOQL compares the whole number.
    private static bool Rounds(UnaryExpression cast)
    {
        Type from = Nullable.GetUnderlyingType(cast.Operand.Type) ?? cast.Operand.Type;
        Type to = Nullable.GetUnderlyingType(cast.Type) ?? cast.Type;
        return (from == typeof(decimal) || from == typeof(double) || from == typeof(float)) && to.IsPrimitive && to != typeof(double) && to != typeof(float);
    }

    private Operand? PartOfDate(MemberExpression member)
    {
        if (member.Expression is null || !DateTypes.Contains(member.Member.DeclaringType) || !DateParts.TryGetValue(member.Member.Name, out string? function))
            return null;
        if (TryTranslate(member.Expression) is not { } inner)
            return null;
        return new Operand(
            new SoqlFunction(function, [inner.Term]), null, inner.IsNullable,
            // DayOfWeek.Sunday is 0, and Salesforce's week starts with 1. A day is compared with a date.
            member.Member.Name switch
            {
                "DayOfWeek" => value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) + 1,
                "Date" => value => value is DateTime day ? DateOnly.FromDateTime(day) : value,
                _ => null,
            });
    }

    private Operand? Call(MethodCallExpression call)
    {
        if (QueryWords.WordOf(call.Method) is { } word)
            return Word(call, word);
        // Case does not matter to SOQL; blanks at the ends are gone when it stores a text.
        if (call is { Object: { } text, Arguments.Count: 0 } && text.Type == typeof(string)
            && call.Method.Name is "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "Trim" or "ToString")
        {
            return TryTranslate(text);
        }

        if (call is { Object: { } moment, Method.Name: "ToUniversalTime", Arguments.Count: 0 })
            return TryTranslate(moment);
        if (call.Method.DeclaringType == typeof(DateOnly) && call.Method.Name == nameof(DateOnly.FromDateTime)
            && DateTimeOf(call.Arguments[0]) is { } instant && TryTranslate(instant) is { } field)
        {
            return field.Term is SoqlFunction ? field : new Operand(new SoqlFunction("DAY_ONLY", [field.Term]), null, field.IsNullable);
        }

        if (call.Object is not null && TryTranslate(call.Object) is not null || call.Arguments.Any(argument => scope.Resolve(argument) is ResolvedField))
            throw Refusal.Method(call);
        return null;
    }

    // x.CreatedDate.DateTime, .UtcDateTime, .Date: all of them the instant's day.
    private static Expression? DateTimeOf(Expression expression) =>
        expression is MemberExpression { Member: PropertyInfo { Name: "DateTime" or "UtcDateTime" or "LocalDateTime" }, Expression: { } inner } ? inner : expression;

    private Operand Word(MethodCallExpression call, SoqlWordAttribute word)
    {
        switch (word.Kind)
        {
            case SoqlWord.DateFunction or SoqlWord.SelectFunction or SoqlWord.ConvertTimezone:
                Operand inner = TryTranslate(call.Arguments[0]) ?? throw Refusal.Method(call);
                return new Operand(new SoqlFunction(word.Name, [inner.Term]), null, inner.IsNullable);
            case SoqlWord.Distance:
                Operand location = TryTranslate(call.Arguments[0]) ?? throw Refusal.Method(call);
                SoqlFunction point = new("GEOLOCATION", [Value(call.Arguments[1]), Value(call.Arguments[2])]);
                return new Operand(new SoqlFunction("DISTANCE", [location.Term, point, Unit(call.Arguments[3])]), null, true);
            default:
                throw Refusal.Method(call);
        }
    }

    private SoqlHole Value(Expression argument) => argument is SlotExpression slot
        ? holes.Add(new QueryHole(slot.Index, null))
        : throw Refusal.Condition(argument);

    private SoqlHole Unit(Expression argument) => argument is SlotExpression slot
        ? holes.Add(new QueryHole(slot.Index, null) { Adapt = unit => unit?.ToString() == "Kilometers" ? "km" : "mi" })
        : throw Refusal.Condition(argument);
}
