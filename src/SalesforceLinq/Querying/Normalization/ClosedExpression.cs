using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Tells which expressions do not depend on the row, and evaluates them by reflection, without compiling anything.</summary>
/// <remarks>Every node of every query passes here, cached or not: no lambda in these methods captures anything, because each call would make room for it.</remarks>
internal static class ClosedExpression
{
    /// <summary>Whether the value is known before the query runs.</summary>
    public static bool IsClosed(Expression? expression, IReadOnlyList<ParameterExpression>? bound = null)
    {
        switch (expression)
        {
            case null:
            case DefaultExpression:
                return true;
            case ConstantExpression constant:
                return constant.Value is not IQueryRoot;
            case ParameterExpression parameter:
                return bound is not null && bound.Contains(parameter);
            case MemberExpression member:
                return !QueryWords.IsVocabulary(member.Member.DeclaringType) && IsClosed(member.Expression, bound);
            case MethodCallExpression call:
                return call.Method.DeclaringType != typeof(Queryable) && !QueryWords.IsVocabulary(call.Method.DeclaringType)
                    && !call.Type.IsByRefLike && IsClosed(call.Object, bound) && AreArgumentsClosed(call, bound);
            case UnaryExpression { NodeType: ExpressionType.Quote }:
                return false;
            case UnaryExpression unary:
                return !unary.Type.IsByRefLike && IsClosed(unary.Operand, bound);
            case BinaryExpression binary:
                // The right side first: in long chains it is the short one.
                return IsClosed(binary.Right, bound) && IsClosed(binary.Left, bound);
            case ConditionalExpression choice:
                return IsClosed(choice.Test, bound) && IsClosed(choice.IfTrue, bound) && IsClosed(choice.IfFalse, bound);
            case NewExpression creation:
                return AreArgumentsClosed(creation, bound);
            case NewArrayExpression array:
                return AreClosed(array.Expressions, bound);
            case ListInitExpression list:
                return IsClosed(list.NewExpression, bound) && AreClosed(list.Initializers, bound);
            case MemberInitExpression init:
                return IsClosed(init.NewExpression, bound) && AreClosed(init.Bindings, bound);
            case IndexExpression index:
                return IsClosed(index.Object, bound) && AreArgumentsClosed(index, bound);
            case TypeBinaryExpression test:
                return IsClosed(test.Expression, bound);
            case InvocationExpression invocation:
                return IsClosed(invocation.Expression, bound) && AreArgumentsClosed(invocation, bound);
            case LambdaExpression lambda:
                return IsClosed(lambda.Body, bound is null ? lambda.Parameters : [.. bound, .. lambda.Parameters]);
            default:
                return false;
        }
    }

    /// <summary>The value of a closed expression.</summary>
    /// <exception cref="Exception">Whatever the expression itself throws.</exception>
    public static object? Evaluate(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression member:
                return Read(member);
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null } convert
                when Conversion.TryConvert(Evaluate(convert.Operand), convert.Type, out object? converted):
                return converted;
            case MethodCallExpression { Method.IsGenericMethodDefinition: false } call when !call.Arguments.Any(NeedsInterpreter):
                return Invoke(call);
            case NewExpression { Constructor: { } constructor } creation when !creation.Arguments.Any(NeedsInterpreter):
                return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. creation.Arguments.Select(Evaluate)], null);
            case NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array:
                return NewArray(array);
            case ConditionalExpression choice:
                return Evaluate((bool)Evaluate(choice.Test)! ? choice.IfTrue : choice.IfFalse);
            case BinaryExpression { NodeType: ExpressionType.AndAlso, Method: null, Type: { } type } both when type == typeof(bool):
                return (bool)Evaluate(both.Left)! && (bool)Evaluate(both.Right)!;
            case BinaryExpression { NodeType: ExpressionType.OrElse, Method: null, Type: { } type } either when type == typeof(bool):
                return (bool)Evaluate(either.Left)! || (bool)Evaluate(either.Right)!;
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } index:
                return ((Array)Evaluate(index.Left)!).GetValue((int)Evaluate(index.Right)!);
            case BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } coalesce
                when coalesce.Type == coalesce.Right.Type || !coalesce.Type.IsValueType:
                return Evaluate(coalesce.Left) ?? Evaluate(coalesce.Right);
            default:
                return Interpret(expression);
        }
    }

    // The arguments of a tree that was just built have no list yet, and need none.
    private static bool AreArgumentsClosed(IArgumentProvider arguments, IReadOnlyList<ParameterExpression>? bound)
    {
        for (int i = 0; i < arguments.ArgumentCount; i++)
        {
            if (!IsClosed(arguments.GetArgument(i), bound))
                return false;
        }

        return true;
    }

    private static bool AreClosed(IReadOnlyList<ElementInit> initializers, IReadOnlyList<ParameterExpression>? bound) =>
        initializers.All(initializer => AreClosed(initializer.Arguments, bound));

    private static bool AreClosed(IReadOnlyList<MemberBinding> bindings, IReadOnlyList<ParameterExpression>? bound) =>
        bindings.All(binding => binding is MemberAssignment assignment && IsClosed(assignment.Expression, bound));

    private static bool AreClosed(IReadOnlyList<Expression> expressions, IReadOnlyList<ParameterExpression>? bound)
    {
        for (int i = 0; i < expressions.Count; i++)
        {
            if (!IsClosed(expressions[i], bound))
                return false;
        }

        return true;
    }

    // A lambda handed to a method of the caller's own has to become a delegate: only the interpreter can do that.
    private static bool NeedsInterpreter(Expression argument) => argument is LambdaExpression or UnaryExpression { Operand: LambdaExpression };

    private static object? Read(MemberExpression member)
    {
        object? instance = member.Expression is null ? null : Evaluate(member.Expression);
        if (instance is null && member.Expression is not null)
        {
            if (Nullable.GetUnderlyingType(member.Expression.Type) is not null && member.Member.Name == nameof(Nullable<>.HasValue))
                return false;
            throw new NullReferenceException($"'{member}' was read while translating a query, and '{member.Expression}' is null.");
        }

        // A boxed Nullable<T> is a boxed T, which has neither of these two members.
        if (member.Expression is not null && Nullable.GetUnderlyingType(member.Expression.Type) is not null)
            return member.Member.Name == nameof(Nullable<>.HasValue) ? true : instance;
        return member.Member switch
        {
            FieldInfo field => field.GetValue(instance),
            PropertyInfo property => property.GetValue(instance, BindingFlags.DoNotWrapExceptions, null, null, null),
            _ => Interpret(member),
        };
    }

    private static object? Invoke(MethodCallExpression call)
    {
        object? instance = call.Object is null ? null : Evaluate(call.Object);
        if (call.Object is not null && (instance is null || Nullable.GetUnderlyingType(call.Object.Type) is not null))
            return Interpret(call);
        object?[] arguments = new object?[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = Evaluate(call.Arguments[i]);
        return call.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static Array NewArray(NewArrayExpression array)
    {
        var values = Array.CreateInstance(array.Type.GetElementType()!, array.Expressions.Count);
        for (int i = 0; i < values.Length; i++)
            values.SetValue(Evaluate(array.Expressions[i]), i);
        return values;
    }

    private static object? Interpret(Expression expression) =>
        Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
}
