namespace SalesforceLinq;

/// <summary>A query that was told to read something along, so that <c>ThenInclude</c> can go on from there.</summary>
/// <typeparam name="T">Type of the entities.</typeparam>
/// <typeparam name="TRelated">Type of what is read along.</typeparam>
public interface IIncludableQueryable<out T, out TRelated> : IQueryable<T>;
