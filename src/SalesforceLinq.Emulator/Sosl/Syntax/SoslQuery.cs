namespace SalesforceLinq.Emulator.Sosl.Syntax;

/// <summary>A search: what for, in which fields, and what to answer.</summary>
/// <param name="Term">What is searched for.</param>
/// <param name="Scope">Which fields are searched.</param>
/// <param name="Returning">What to answer of which objects; empty answers the ids of all.</param>
/// <param name="Limit">The most records in all.</param>
internal sealed record SoslQuery(SearchTerm Term, SearchScope Scope, IReadOnlyList<ReturnedObject> Returning, int? Limit);

internal enum SearchScope
{
    All,
    Name,
    Email,
    Phone,
}

/// <summary>One object behind RETURNING, as the SOQL that answers its records.</summary>
/// <param name="Name">The object.</param>
/// <param name="Soql">SELECT … FROM … with the WHERE, ORDER BY and LIMIT of the field specification.</param>
internal sealed record ReturnedObject(string Name, string Soql);

/// <summary>What is searched for.</summary>
internal abstract record SearchTerm;

/// <summary>A word or, in quotes, a phrase; <c>*</c> and <c>?</c> are wildcards. Without any word nothing is found.</summary>
internal sealed record SearchWords(IReadOnlyList<string> Words) : SearchTerm;

internal sealed record SearchAll(IReadOnlyList<SearchTerm> Parts) : SearchTerm;

internal sealed record SearchAny(IReadOnlyList<SearchTerm> Parts) : SearchTerm;

internal sealed record SearchAndNot(SearchTerm Kept, SearchTerm Dropped) : SearchTerm;
