using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Reads objects that a projection made: anonymous ones, DTOs, records, tuples.</summary>
internal static class Construction
{
    /// <summary>What a member of the object was made of; null where that cannot be told.</summary>
    public static Expression? ValueOf(Expression made, MemberInfo member) => made switch
    {
        NewExpression { Members: { } members } creation => creation.Arguments.Where((_, i) => members[i].Name == member.Name).FirstOrDefault(),
        NewExpression { Constructor: { } constructor } creation => Parameter(constructor, creation.Arguments, member),
        MemberInitExpression init => init.Bindings.OfType<MemberAssignment>().FirstOrDefault(binding => binding.Member.Name == member.Name)?.Expression
            ?? ValueOf(init.NewExpression, member),
        // Tuple.Create(a, b).Item2
        MethodCallExpression { Method: { Name: "Create", DeclaringType: { } type } } tuple when type == typeof(Tuple) || type == typeof(ValueTuple) =>
            tuple.Arguments.ElementAtOrDefault(Position(member)),
        _ => null,
    };

    // A record's property has the name of its constructor's parameter, and a tuple's item its number.
    private static Expression? Parameter(ConstructorInfo constructor, IReadOnlyList<Expression> arguments, MemberInfo member)
    {
        if (member.DeclaringType is { IsGenericType: true, FullName: { } name } && (name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || name.StartsWith("System.Tuple`", StringComparison.Ordinal)))
            return arguments.ElementAtOrDefault(Position(member));
        ParameterInfo? parameter = constructor.GetParameters().FirstOrDefault(candidate => string.Equals(candidate.Name, member.Name, StringComparison.OrdinalIgnoreCase));
        return parameter is not null && member is PropertyInfo property && property.PropertyType == parameter.ParameterType && IsRecord(property)
            ? arguments[parameter.Position]
            : null;
    }

    // A constructor of another class may do anything with what it is given.
    private static bool IsRecord(PropertyInfo property) =>
        property.GetGetMethod()?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true
        && property.DeclaringType!.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is not null;

    private static int Position(MemberInfo item) =>
        item.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(item.Name.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number - 1 : -1;
}
