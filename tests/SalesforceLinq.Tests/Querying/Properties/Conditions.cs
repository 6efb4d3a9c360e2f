using System.Linq.Expressions;
using CsCheck;

namespace SalesforceLinq.Tests.Querying.Properties;

/// <summary>Random conditions on a thing, from all that SOQL can say of one.</summary>
public static class Conditions
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(Thing), "thing");

    private static readonly Expression Parent = Expression.Property(Row, nameof(Thing.Box));

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.OneOf(ThingOrg.Texts), Gen.String[Gen.Char["abIiİß'\\%_\"Ω{}"], 1, 4].Where(text => text.Trim().Length == text.Length && text.Length > 0));

    private static readonly Gen<ExpressionType> Equality = Gen.OneOf(ExpressionType.Equal, ExpressionType.NotEqual);

    private static readonly Gen<ExpressionType> Order = Gen.OneOf(
        ExpressionType.Equal, ExpressionType.NotEqual, ExpressionType.LessThan, ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual);

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 7].Select(i => new DateOnly(2023, 12, 28).AddDays(i));

    // The same instants, said in several time zones.
    private static readonly Gen<DateTimeOffset> Instants = Gen.Select(Gen.Int[0, 16], Gen.Int[-12, 14])
        .Select((step, zone) => new DateTimeOffset(2023, 12, 31, 20, 0, 0, TimeSpan.Zero).AddMinutes(30 * step).ToOffset(TimeSpan.FromHours(zone)));

    private static readonly Gen<Expression> Leaf = Gen.OneOf(
        Compared(Row, nameof(Thing.Text), Equality, OrNull(Texts)),
        Compared(Row, nameof(Thing.Count), Order, OrNull(Gen.Int[-3, 3].Select(value => (int?)value))),
        Compared(Row, nameof(Thing.Amount), Order, OrNull(Gen.Int[-300, 300].Select(value => (decimal?)(value / 100m)))),
        Compared(Row, nameof(Thing.Ratio), Order, OrNull(Gen.Int[-8, 8].Select(value => (double?)(value / 8.0)))),
        Compared(Row, nameof(Thing.Day), Order, OrNull(Days.Select(value => (DateOnly?)value))),
        Compared(Row, nameof(Thing.At), Order, OrNull(Instants.Select(value => (DateTimeOffset?)value))),
        Compared(Row, nameof(Thing.Color), Equality, OrNull(Gen.OneOf(Color.Red, Color.Green, Color.Blue).Select(value => (Color?)value))),
        Compared(Parent, nameof(Box.Label), Equality, OrNull(Texts)),
        Compared(Parent, nameof(Box.Size), Order, OrNull(Gen.Int[-3, 3].Select(value => (int?)value))),
        Gen.Const((Expression)Expression.Property(Row, nameof(Thing.Flag))),
        Equality.Select(type => (Expression)Expression.MakeBinary(type, Parent, Expression.Constant(null, typeof(Box)))),
        Gen.Select(Gen.OneOf(nameof(string.StartsWith), nameof(string.EndsWith), nameof(string.Contains)), Texts, Gen.Bool).Select((name, text, ofParent) => (Expression)Expression.Call(
            ofParent ? Expression.Property(Parent, nameof(Box.Label)) : Expression.Property(Row, nameof(Thing.Text)), typeof(string).GetMethod(name, [typeof(string)])!, Expression.Constant(text))),
        Gen.OneOf(Tags.A, Tags.B, Tags.C, Tags.A | Tags.B, Tags.A | Tags.C, Tags.None).Select(tags => (Expression)Expression.Call(
            Expression.Property(Row, nameof(Thing.Tags)), nameof(Enum.HasFlag), [], Expression.Convert(Expression.Constant(tags), typeof(Enum)))),
        Masked(),
        In(nameof(Thing.Text), OrNull(Texts)),
        In(nameof(Thing.Count), OrNull(Gen.Int[-3, 3].Select(value => (int?)value))),
        In(nameof(Thing.Color), OrNull(Gen.OneOf(Color.Red, Color.Green, Color.Blue).Select(value => (Color?)value))),
        In(nameof(Thing.Day), Days.Select(value => (DateOnly?)value)),
        PartOfDay(),
        Replaced());

    /// <summary>Conditions, negated and nested.</summary>
    public static Gen<Expression<Func<Thing, bool>>> Any { get; } = Tree(3).Select(body => Expression.Lambda<Func<Thing, bool>>(body, Row));

    private static Gen<Expression> Tree(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (4, Leaf),
        (2, Gen.Select(Tree(depth - 1), Tree(depth - 1)).Select((left, right) => (Expression)Expression.AndAlso(left, right))),
        (2, Gen.Select(Tree(depth - 1), Tree(depth - 1)).Select((left, right) => (Expression)Expression.OrElse(left, right))),
        (2, Tree(depth - 1).Select(inner => (Expression)Expression.Not(inner))),
        (1, Gen.Select(Tree(depth - 1), Tree(depth - 1), Tree(depth - 1)).Select((test, yes, no) => (Expression)Expression.Condition(test, yes, no))));

    private static Gen<T?> OrNull<T>(Gen<T> values) => Gen.Frequency<T?>((6, values.Select(value => (T?)value)), (1, Gen.Const(default(T?))));

    private static Gen<Expression> Compared<T>(Expression owner, string property, Gen<ExpressionType> types, Gen<T> values)
    {
        Expression field = Expression.Property(owner, property);
        return Gen.Select(types, values, Gen.Bool).Select((type, value, flipped) =>
        {
            Expression constant = Expression.Constant(value, field.Type);
            return flipped && type is ExpressionType.Equal or ExpressionType.NotEqual ? Expression.MakeBinary(type, constant, field) : (Expression)Expression.MakeBinary(type, field, constant);
        });
    }

    private static Gen<Expression> In<T>(string property, Gen<T> values) => values.Array[0, 4].Select(list => (Expression)Expression.Call(
        typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Expression.Constant(list), Expression.Property(Row, property)));

    // (thing.Tags & mask) == wanted, as the compiler writes it: enums are compared as numbers.
    private static Gen<Expression> Masked() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Equality).Select((mask, wanted, type) => (Expression)Expression.MakeBinary(
        type, Expression.And(Expression.Convert(Expression.Property(Row, nameof(Thing.Tags)), typeof(int)), Expression.Constant(mask)), Expression.Constant(wanted)));

    private static Gen<Expression> PartOfDay()
    {
        Expression day = Expression.Property(Row, nameof(Thing.Day));
        Expression value = Expression.Property(day, nameof(Nullable<>.Value));
        return Gen.Select(Gen.OneOf(nameof(DateOnly.Year), nameof(DateOnly.Month), nameof(DateOnly.Day), nameof(DateOnly.DayOfYear)), Gen.OneOf(1, 2, 12, 28, 31, 362, 2023, 2024), Order)
            .Select((part, number, type) => (Expression)Expression.AndAlso(
                Expression.NotEqual(day, Expression.Constant(null, day.Type)), Expression.MakeBinary(type, Expression.Property(value, part), Expression.Constant(number))));
    }

    private static Gen<Expression> Replaced()
    {
        Expression count = Expression.Property(Row, nameof(Thing.Count));
        return Gen.Select(Gen.Int[-2, 2], Gen.Int[-2, 2], Order).Select((otherwise, number, type) => (Expression)Expression.MakeBinary(
            type, Expression.Coalesce(count, Expression.Constant(otherwise)), Expression.Constant(number)));
    }
}
