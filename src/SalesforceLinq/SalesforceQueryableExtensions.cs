using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Querying;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq;

/// <summary>How a query is to be run: tracked or not, with which parents and children, in which pages.</summary>
[QueryVocabulary]
public static class SalesforceQueryableExtensions
{
    private static readonly MethodInfo WithFieldNamesMethod =
        typeof(SalesforceQueryableExtensions).GetMethod(nameof(WithFieldNames), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The SOQL the query becomes, with its values. Nothing is sent.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say the query.</exception>
    public static string ToSoql<T>(this IQueryable<T> source) => Provider(source).ToSoql(source.Expression);

    /// <summary>How the org would run the query: which index it would use, and what that costs.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say the query.</exception>
    public static Task<IReadOnlyList<Http.QueryExplanation>> ExplainAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        Provider(source).Client.ExplainAsync(source.ToSoql(), cancellationToken);

    /// <summary>The elements, as they arrive, without holding more than two pages.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    public static IAsyncEnumerable<T> AsAsyncEnumerable<T>(this IQueryable<T> source) => Provider(source).StreamAsync<T>(source.Expression);

    /// <summary>The entities are not tracked: reading is lighter, and changes to them are not saved.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.AsNoTracking)]
    public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>The entities are tracked, where the context does not do so by itself.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.AsTracking)]
    public static IQueryable<T> AsTracking<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Deleted records that are still in the recycle bin, and archived activities, are found too.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.IncludeDeleted)]
    public static IQueryable<T> IncludeDeleted<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Marks the records as looked at by the user.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.ForView)]
    public static IQueryable<T> ForView<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Marks the records as referred to by the user.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.ForReference)]
    public static IQueryable<T> ForReference<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Looks only at records of a scope, such as <c>mine</c>.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="scope">The scope. Source: SOQL and SOSL Reference, "USING SCOPE".</param>
    [QueryMarker(QueryMarker.UsingScope)]
    public static IQueryable<T> UsingScope<T>(this IQueryable<T> source, string scope) =>
        Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!, Expression.Constant(scope));

    /// <summary>Reads, with every entity, fields that no property stands for. They go into the property marked <see cref="ExtraFieldsAttribute"/>.</summary>
    /// <typeparam name="T">Type of the entities.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="names">API names of fields of the object.</param>
    /// <exception cref="ArgumentException">A name is no API name.</exception>
    public static IQueryable<T> WithFields<T>(this IQueryable<T> source, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Array.Find(names, name => name is null || !ApiNames.IsValid(name)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no API name of a field: those have only letters, digits and '_'. A field of a parent is mapped on the parent's class.", nameof(names));
        return Marked(source, WithFieldNamesMethod, Expression.Constant(new FieldNames([.. names])));
    }

    [QueryMarker(QueryMarker.WithFields)]
    private static IQueryable<T> WithFieldNames<T>(IQueryable<T> source, FieldNames names) => source.WithFields([.. names.Names]);

    /// <summary>Asks for pages of a size. The server may send fewer.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="records">200 to 2,000.</param>
    [QueryMarker(QueryMarker.WithBatchSize)]
    public static IQueryable<T> WithBatchSize<T>(this IQueryable<T> source, int records) =>
        Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!, Expression.Constant(records));

    /// <summary>Puts rows without a value first in the order named before.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query, right after its ordering.</param>
    [QueryMarker(QueryMarker.NullsFirst)]
    public static IOrderedQueryable<T> NullsFirst<T>(this IOrderedQueryable<T> source) => (IOrderedQueryable<T>)Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Puts rows without a value last in the order named before.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query, right after its ordering.</param>
    [QueryMarker(QueryMarker.NullsLast)]
    public static IOrderedQueryable<T> NullsLast<T>(this IOrderedQueryable<T> source) => (IOrderedQueryable<T>)Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Adds subtotals from the last key to the first.</summary>
    /// <typeparam name="T">Type of the groups.</typeparam>
    /// <param name="source">The query, right after its grouping.</param>
    [QueryMarker(QueryMarker.Rollup)]
    public static IQueryable<T> Rollup<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Adds subtotals for every combination of keys.</summary>
    /// <typeparam name="T">Type of the groups.</typeparam>
    /// <param name="source">The query, right after its grouping.</param>
    [QueryMarker(QueryMarker.Cube)]
    public static IQueryable<T> Cube<T>(this IQueryable<T> source) => Marked(source, (MethodInfo)MethodBase.GetCurrentMethod()!);

    /// <summary>Reads a parent, or children, together with the entities.</summary>
    /// <typeparam name="T">Type of the entities.</typeparam>
    /// <typeparam name="TRelated">Type of the parent, or of the collection.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="path">The parent or the children: <c>c => c.Account</c>, <c>a => a.Contacts.Where(c => c.Email != null)</c>.</param>
    [QueryMarker(QueryMarker.Include)]
    public static IIncludableQueryable<T, TRelated> Include<T, TRelated>(this IQueryable<T> source, Expression<Func<T, TRelated>> path) =>
        new IncludableQueryable<T, TRelated>(Marked(source, Generic((MethodInfo)MethodBase.GetCurrentMethod()!, typeof(T), typeof(TRelated)), Expression.Quote(path)));

    /// <summary>Reads a parent of the parent named before.</summary>
    /// <typeparam name="T">Type of the entities.</typeparam>
    /// <typeparam name="TPrevious">Type of the parent named before.</typeparam>
    /// <typeparam name="TRelated">Type of the next parent.</typeparam>
    /// <param name="source">The query, right after its Include.</param>
    /// <param name="path">The next parent: <c>a => a.Owner</c>.</param>
    [QueryMarker(QueryMarker.ThenInclude)]
    public static IIncludableQueryable<T, TRelated> ThenInclude<T, TPrevious, TRelated>(
        this IIncludableQueryable<T, TPrevious> source, Expression<Func<TPrevious, TRelated>> path) =>
        new IncludableQueryable<T, TRelated>(Marked(
            source, Generic((MethodInfo)MethodBase.GetCurrentMethod()!, typeof(T), typeof(TPrevious), typeof(TRelated)), Expression.Quote(path)));

    internal static SoqlQueryProvider Provider<T>(IQueryable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Provider as SoqlQueryProvider ?? throw new InvalidOperationException(
            $"This operator is for queries over a SalesforceContext, and the source is a {source.GetType().Name}.");
    }

    private static IQueryable<T> Marked<T>(IQueryable<T> source, MethodInfo method, params Expression[] arguments)
    {
        MethodInfo marker = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(T)) : method;
        return Provider(source).CreateQuery<T>(Expression.Call(marker, [source.Expression, .. arguments]));
    }

    private static MethodInfo Generic(MethodInfo method, params Type[] types) =>
        method.IsGenericMethodDefinition ? method.MakeGenericMethod(types) : method.GetGenericMethodDefinition().MakeGenericMethod(types);
}
