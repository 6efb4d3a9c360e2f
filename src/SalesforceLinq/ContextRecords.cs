using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>Reads the records that entries of a context's change tracker ask for.</summary>
internal sealed class ContextRecords(SalesforceContext context) : IRecordSource
{
    private static readonly MethodInfo SetMethod = typeof(SalesforceContext).GetMethod(nameof(SalesforceContext.Set))!;
    private static readonly ConcurrentDictionary<(string Marker, Type Element), MethodInfo> Markers = new();

    public IQueryable Query(Type entityType) => (IQueryable)SetMethod.MakeGenericMethod(entityType).Invoke(context, null)!;

    public IQueryable WithFields(IQueryable query, string[] apiNames) =>
        (IQueryable)Marker(nameof(SalesforceQueryableExtensions.WithFields), query.ElementType).Invoke(null, [query, apiNames])!;

    public async Task<IReadOnlyList<object>> ReadAsync(IQueryable query, bool tracking, CancellationToken cancellationToken)
    {
        MethodInfo method = Marker(tracking ? nameof(SalesforceQueryableExtensions.AsTracking) : nameof(SalesforceQueryableExtensions.AsNoTracking), query.ElementType);
        List<object> read = await context.Queries.ListAsync(Expression.Call(method, query.Expression), query.ElementType, cancellationToken).ConfigureAwait(false);
        read.RemoveAll(element => element is null);
        return read;
    }

    private static MethodInfo Marker(string name, Type element) =>
        Markers.GetOrAdd((name, element), static key => typeof(SalesforceQueryableExtensions).GetMethod(key.Marker)!.MakeGenericMethod(key.Element));
}
