using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Remotion.Linq.Clauses.Expressions;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Refusals.Wording;

/// <summary>
/// Writes an expression as the C# it comes from, as far as the tree still tells: without the casts, closures and overloads that the compiler put in,
/// and without the forms the parser gave it.
/// </summary>
internal static partial class CSharpText
{
    private const int Highest = 10;

    private static readonly Dictionary<ExpressionType, (string Symbol, int Precedence)> Operators = new()
    {
        [ExpressionType.Coalesce] = ("??", 1),
        [ExpressionType.OrElse] = ("||", 2),
        [ExpressionType.AndAlso] = ("&&", 3),
        [ExpressionType.Or] = ("|", 4),
        [ExpressionType.ExclusiveOr] = ("^", 5),
        [ExpressionType.And] = ("&", 6),
        [ExpressionType.Equal] = ("==", 7),
        [ExpressionType.NotEqual] = ("!=", 7),
        [ExpressionType.LessThan] = ("<", 8),
        [ExpressionType.LessThanOrEqual] = ("<=", 8),
        [ExpressionType.GreaterThan] = (">", 8),
        [ExpressionType.GreaterThanOrEqual] = (">=", 8),
        [ExpressionType.Add] = ("+", 9),
        [ExpressionType.AddChecked] = ("+", 9),
        [ExpressionType.Subtract] = ("-", 9),
        [ExpressionType.SubtractChecked] = ("-", 9),
        [ExpressionType.Multiply] = ("*", Highest),
        [ExpressionType.MultiplyChecked] = ("*", Highest),
        [ExpressionType.Divide] = ("/", Highest),
        [ExpressionType.Modulo] = ("%", Highest),
    };

    public static string Of(Expression expression) => Of(expression, 0);

    /// <summary>The name of a method with the type it was called on.</summary>
    public static string NameOf(MethodCallExpression call)
    {
        Expression? owner = call.Object ?? (call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? call.Arguments[0] : null);
        while (owner is MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var converted] })
            owner = converted;
        string type = CSharpNames.Of(owner is null ? call.Method.DeclaringType! : Casts.Stripped(owner).Type);
        return call.Method.Name is "get_Item" or "get_Chars" ? $"{type}[…]" : $"{type}.{CSharpNames.Of(call.Method)}";
    }

    /// <param name="expression">The expression.</param>
    /// <param name="precedence">How tightly what stands around it binds: what binds less is put in parentheses.</param>
    private static string Of(Expression expression, int precedence) => expression switch
    {
        SlotExpression slot => Of(slot.Origin, precedence),
        ListContainsExpression list => $"{Of(list.List, Highest)}.Contains({Of(list.Item)})",
        MarkedKeyExpression marked => Of(marked.Key, precedence),
        RootExpression root => root.EntityType.Name,
        QuerySourceReferenceExpression reference => reference.ReferencedQuerySource.ItemName,
        SubQueryExpression subquery => QueryText.Of(subquery.QueryModel),
        ConstantExpression { Value: IQueryRoot root } => root.ElementType.Name,
        ConstantExpression constant => CSharpNames.Of(constant.Value),
        ParameterExpression parameter => parameter.Name ?? "x",
        MemberExpression member => Member(member),
        MethodCallExpression call => Call(call),
        UnaryExpression unary => Unary(unary, precedence),
        BinaryExpression binary => Binary(binary, precedence),
        ConditionalExpression choice => Bound($"{Of(choice.Test, 1)} ? {Of(choice.IfTrue, 1)} : {Of(choice.IfFalse, 1)}", 0, precedence),
        TypeBinaryExpression test => Bound($"{Of(test.Expression, 8)} is {CSharpNames.Of(test.TypeOperand)}", 8, precedence),
        LambdaExpression lambda => $"{(lambda.Parameters is [var only] ? Of(only) : $"({All(lambda.Parameters)})")} => {Of(lambda.Body)}",
        NewExpression creation => New(creation),
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array => $"new[] {{ {All(array.Expressions)} }}",
        MemberInitExpression init => $"{New(init.NewExpression)} {{ {string.Join(", ", init.Bindings.Select(Binding))} }}",
        ListInitExpression list => $"{New(list.NewExpression)} {{ {string.Join(", ", list.Initializers.Select(item => All(item.Arguments)))} }}",
        InvocationExpression invocation => $"{Of(invocation.Expression, Highest)}({All(invocation.Arguments)})",
        IndexExpression { Object: { } indexed } index => $"{Of(indexed, Highest)}[{All(index.Arguments)}]",
        DefaultExpression => "default",
        _ => expression.ToString(),
    };

    private static string All(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(expression => Of(expression)));

    private static string Bound(string text, int own, int around) => own < around ? $"({text})" : text;

    private static string Member(MemberExpression member) => member.Expression switch
    {
        null => $"{CSharpNames.Of(member.Member.DeclaringType!)}.{member.Member.Name}",
        // A captured variable is a field of an object that has no name in the program; a member of 'this' needs none.
        ConstantExpression => member.Member.Name,
        MemberExpression { Member.Name: var holder } when CSharpNames.IsMadeUp(holder) => member.Member.Name,
        ParameterExpression { Name: { } range } when CSharpNames.IsMadeUp(range) => member.Member.Name,
        QuerySourceReferenceExpression { ReferencedQuerySource.ItemName: var range } when CSharpNames.IsMadeUp(range) => member.Member.Name,
        var owner => $"{Of(owner, Highest + 1)}.{member.Member.Name}",
    };

    private static string Call(MethodCallExpression call) => call switch
    {
        { Method.Name: "op_Implicit" or "op_Explicit", Arguments: [var converted] } => Of(converted),
        { Method.Name: "get_Item" or "get_Chars", Object: { } indexed } => $"{Of(indexed, Highest + 1)}[{All(call.Arguments)}]",
        { Method: { Name: nameof(string.Format), DeclaringType: { } type }, Arguments: [var first, ..] } when type == typeof(string) && LiteralOf(first) is string format => Interpolated(format, call.Arguments),
        { Object: { } instance } => $"{(instance is ConstantExpression ? "" : Of(instance, Highest + 1) + ".")}{CSharpNames.Of(call.Method)}({All(call.Arguments)})",
        _ when call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false) =>
            $"{Of(call.Arguments[0], Highest + 1)}.{CSharpNames.Of(call.Method)}({All(call.Arguments.Skip(1))})",
        _ when CSharpNames.IsMadeUp(call.Method.Name) => $"{CSharpNames.Of(call.Method)}({All(call.Arguments)})",
        _ => $"{CSharpNames.Of(call.Method.DeclaringType!)}.{CSharpNames.Of(call.Method)}({All(call.Arguments)})",
    };

    private static object? LiteralOf(Expression expression) => Casts.Stripped(expression) switch
    {
        SlotExpression slot => LiteralOf(slot.Origin),
        ConstantExpression constant => constant.Value,
        _ => null,
    };

    // $"{c.FirstName} {c.LastName}" is a call of string.Format in a tree.
    private static string Interpolated(string format, IReadOnlyList<Expression> arguments)
    {
        IReadOnlyList<Expression> values = arguments is [_, NewArrayExpression array] ? array.Expressions : [.. arguments.Skip(1)];
        return $"$\"{Hole().Replace(format, hole => $"{{{Of(values[int.Parse(hole.Groups[1].ValueSpan, CultureInfo.InvariantCulture)], 1)}{hole.Groups[2].Value}}}")}\"";
    }

    [GeneratedRegex(@"\{(\d+)([^}]*)\}")]
    private static partial Regex Hole();

    private static string Unary(UnaryExpression unary, int precedence) => unary.NodeType switch
    {
        ExpressionType.Not when unary.Type == typeof(bool) || unary.Type == typeof(bool?) => $"!{Of(unary.Operand, Highest + 1)}",
        ExpressionType.Not or ExpressionType.OnesComplement => $"~{Of(unary.Operand, Highest + 1)}",
        ExpressionType.Negate or ExpressionType.NegateChecked => $"-{Of(unary.Operand, Highest + 1)}",
        ExpressionType.TypeAs => Bound($"{Of(unary.Operand, 8)} as {CSharpNames.Of(unary.Type)}", 8, precedence),
        ExpressionType.ArrayLength => $"{Of(unary.Operand, Highest + 1)}.Length",
        ExpressionType.Convert or ExpressionType.ConvertChecked when IsWritten(unary) => Bound($"({CSharpNames.Of(unary.Type)}){Of(unary.Operand, Highest + 1)}", Highest, precedence),
        _ => Of(unary.Operand, precedence),
    };

    // Casts that lose something have to be written; the others the compiler adds by itself.
    private static bool IsWritten(UnaryExpression cast)
    {
        Type from = Nullable.GetUnderlyingType(cast.Operand.Type) ?? cast.Operand.Type;
        Type to = Nullable.GetUnderlyingType(cast.Type) ?? cast.Type;
        return cast.Method?.Name != "op_Implicit" && from != to && !from.IsByRefLike && !to.IsByRefLike && !from.IsEnum
            && (to.IsValueType ? to.IsPrimitive && (from == typeof(decimal) || from == typeof(double) || from == typeof(float)) && to != typeof(double) : !to.IsAssignableFrom(from));
    }

    private static string Binary(BinaryExpression binary, int precedence)
    {
        if (binary.NodeType == ExpressionType.ArrayIndex)
            return $"{Of(binary.Left, Highest + 1)}[{Of(binary.Right)}]";
        if (!Operators.TryGetValue(binary.NodeType, out (string Symbol, int Precedence) known))
            return binary.ToString();
        (Expression left, Expression right) = (AsWritten(binary.Left, binary.Right), AsWritten(binary.Right, binary.Left));
        return Bound($"{Of(left, known.Precedence)} {known.Symbol} {Of(right, known.Precedence + 1)}", known.Precedence, precedence);
    }

    // The compiler compares enums and letters as numbers: 'd.Stage >= Stage.ClosedWon' arrives as '(int)d.Stage >= 8'.
    private static Expression AsWritten(Expression side, Expression other)
    {
        Type type = Casts.Stripped(other).Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return LiteralOf(side) switch
        {
            int code when type == typeof(char) => Expression.Constant((char)code),
            byte or short or int or long when type.IsEnum => Expression.Constant(Enum.ToObject(type, LiteralOf(side)!)),
            _ => side,
        };
    }

    private static string New(NewExpression creation) => CSharpNames.IsAnonymous(creation)
        ? $"new {{ {string.Join(", ", creation.Members!.Select((member, i) => Assigned(member, creation.Arguments[i])))} }}"
        : $"new {CSharpNames.Of(creation.Type)}({All(creation.Arguments)})";

    private static string Binding(MemberBinding binding) => binding is MemberAssignment assignment
        ? $"{assignment.Member.Name} = {Of(assignment.Expression)}"
        : $"{binding.Member.Name} = …";

    // new { c.Id } needs no name where the value has it.
    private static string Assigned(MemberInfo member, Expression value) =>
        value is MemberExpression { Member.Name: var name } && name == member.Name ? Of(value) : $"{member.Name} = {Of(value)}";
}
