using System.Collections.Concurrent;
using System.Reflection;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Looks up, quickly, what a member means inside a query.</summary>
internal static class QueryWords
{
    private static readonly ConcurrentDictionary<Type, bool> Vocabularies = new();
    private static readonly ConcurrentDictionary<MethodInfo, QueryMarker?> Markers = new();
    private static readonly ConcurrentDictionary<MemberInfo, SoqlWordAttribute?> Words = new();

    /// <summary>Whether the type's members are words of the query language.</summary>
    public static bool IsVocabulary(Type? type) =>
        type is not null && Vocabularies.GetOrAdd(type, static t => t.IsDefined(typeof(QueryVocabularyAttribute), inherit: false));

    /// <summary>The marker a method is, if any.</summary>
    public static QueryMarker? MarkerOf(MethodInfo method)
    {
        if (!IsVocabulary(method.DeclaringType))
            return null;
        return Markers.GetOrAdd(
            method.IsGenericMethod ? method.GetGenericMethodDefinition() : method,
            static m => m.GetCustomAttribute<QueryMarkerAttribute>(inherit: false)?.Marker);
    }

    /// <summary>The word of SOQL a member is, if any.</summary>
    public static SoqlWordAttribute? WordOf(MemberInfo member)
    {
        if (!IsVocabulary(member.DeclaringType))
            return null;
        MemberInfo key = member is MethodInfo { IsGenericMethod: true } method ? method.GetGenericMethodDefinition() : member;
        return Words.GetOrAdd(key, static m => m.GetCustomAttribute<SoqlWordAttribute>(inherit: false));
    }
}
