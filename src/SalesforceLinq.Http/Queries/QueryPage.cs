using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>One page of a query result.</summary>
/// <param name="TotalSize">Rows the whole query matches, on all pages together; for <c>SELECT COUNT()</c>, the count.</param>
/// <param name="Done">Whether this is the last page.</param>
/// <param name="NextRecordsUrl">Path of the next page; null on the last one.</param>
/// <param name="Records">The rows of this page, in server order, their fields in SELECT order. Child lists are as the wire has them.</param>
/// <remarks>Source: REST API Developer Guide, "Query"; recorded pages.</remarks>
public sealed record QueryPage(int TotalSize, bool Done, string? NextRecordsUrl, IReadOnlyList<JObject> Records);
