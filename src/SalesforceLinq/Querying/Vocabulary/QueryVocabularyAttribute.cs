namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Marks a class whose members mean something inside a query and are never called while one is translated.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class QueryVocabularyAttribute : Attribute;
