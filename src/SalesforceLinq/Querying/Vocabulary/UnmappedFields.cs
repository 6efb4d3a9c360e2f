using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Recognizes a field that a query names by text. Its name decides what the query says, so it is part of its shape.</summary>
internal static class UnmappedFields
{
    /// <summary>The argument that names the field; null when the call is something else.</summary>
    public static Expression? NameOf(MethodCallExpression call)
    {
        if (call is { Method.Name: "Field", Object: null, Arguments: [_, var name] } && QueryWords.WordOf(call.Method) is { Kind: SoqlWord.Field })
            return name;
        return call is { Method.Name: "get_Item", Object: MemberExpression, Arguments: [{ } key] } && key.Type == typeof(string) ? key : null;
    }
}
