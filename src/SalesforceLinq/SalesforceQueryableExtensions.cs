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
    public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> source) => Marked(source, Markers<T>.AsNoTracking);

    /// <summary>The entities are tracked, where the context does not do so by itself.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.AsTracking)]
    public static IQueryable<T> AsTracking<T>(this IQueryable<T> source) => Marked(source, Markers<T>.AsTracking);

    /// <summary>Deleted records that are still in the recycle bin, and archived activities, are found too.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.IncludeDeleted)]
    public static IQueryable<T> IncludeDeleted<T>(this IQueryable<T> source) => Marked(source, Markers<T>.IncludeDeleted);

    /// <summary>Marks the records as looked at by the user.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.ForView)]
    public static IQueryable<T> ForView<T>(this IQueryable<T> source) => Marked(source, Markers<T>.ForView);

    /// <summary>Marks the records as referred to by the user.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    [QueryMarker(QueryMarker.ForReference)]
    public static IQueryable<T> ForReference<T>(this IQueryable<T> source) => Marked(source, Markers<T>.ForReference);

    /// <summary>Looks only at records of a scope, such as <c>mine</c>.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="scope">The scope. Source: SOQL and SOSL Reference, "USING SCOPE".</param>
    [QueryMarker(QueryMarker.UsingScope)]
    public static IQueryable<T> UsingScope<T>(this IQueryable<T> source, string scope) =>
        Marked(source, Markers<T>.UsingScope, Expression.Constant(scope));

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
        return Marked(source, Markers<T>.WithFieldNames, Expression.Constant(new FieldNames([.. names])));
    }

    [QueryMarker(QueryMarker.WithFields)]
    private static IQueryable<T> WithFieldNames<T>(IQueryable<T> source, FieldNames names) => source.WithFields([.. names.Names]);

    /// <summary>Asks for pages of a size. The server may send fewer.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="records">200 to 2,000.</param>
    [QueryMarker(QueryMarker.WithBatchSize)]
    public static IQueryable<T> WithBatchSize<T>(this IQueryable<T> source, int records) =>
        Marked(source, Markers<T>.WithBatchSize, Expression.Constant(records));

    /// <summary>Puts rows without a value first in the order named before.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query, right after its ordering.</param>
    [QueryMarker(QueryMarker.NullsFirst)]
    public static IOrderedQueryable<T> NullsFirst<T>(this IOrderedQueryable<T> source) => (IOrderedQueryable<T>)Marked(source, Markers<T>.NullsFirst);

    /// <summary>Puts rows without a value last in the order named before.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query, right after its ordering.</param>
    [QueryMarker(QueryMarker.NullsLast)]
    public static IOrderedQueryable<T> NullsLast<T>(this IOrderedQueryable<T> source) => (IOrderedQueryable<T>)Marked(source, Markers<T>.NullsLast);

    /// <summary>Adds subtotals from the last key to the first.</summary>
    /// <typeparam name="T">Type of the groups.</typeparam>
    /// <param name="source">The query, right after its grouping.</param>
    [QueryMarker(QueryMarker.Rollup)]
    public static IQueryable<T> Rollup<T>(this IQueryable<T> source) => Marked(source, Markers<T>.Rollup);

    /// <summary>Adds subtotals for every combination of keys.</summary>
    /// <typeparam name="T">Type of the groups.</typeparam>
    /// <param name="source">The query, right after its grouping.</param>
    [QueryMarker(QueryMarker.Cube)]
    public static IQueryable<T> Cube<T>(this IQueryable<T> source) => Marked(source, Markers<T>.Cube);

    /// <summary>Reads a parent, or children, together with the entities.</summary>
    /// <typeparam name="T">Type of the entities.</typeparam>
    /// <typeparam name="TRelated">Type of the parent, or of the collection.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="path">The parent or the children: <c>c => c.Account</c>, <c>a => a.Contacts.Where(c => c.Email != null)</c>.</param>
    [QueryMarker(QueryMarker.Include)]
    public static IIncludableQueryable<T, TRelated> Include<T, TRelated>(this IQueryable<T> source, Expression<Func<T, TRelated>> path) =>
        new IncludableQueryable<T, TRelated>(Marked(source, IncludeMarker<T, TRelated>.Method, Expression.Quote(path)));

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
            source, ThenIncludeMarker<T, TPrevious, TRelated>.Method, Expression.Quote(path)));

    /// <summary>Reads a parent, or children, of the children named before.</summary>
    /// <typeparam name="T">Type of the entities.</typeparam>
    /// <typeparam name="TPrevious">Type of the children named before.</typeparam>
    /// <typeparam name="TRelated">Type of the next parent, or of the next collection.</typeparam>
    /// <param name="source">The query, right after its Include.</param>
    /// <param name="path">What is read of each child: <c>c => c.Cases</c>.</param>
    [QueryMarker(QueryMarker.ThenInclude)]
    public static IIncludableQueryable<T, TRelated> ThenInclude<T, TPrevious, TRelated>(
        this IIncludableQueryable<T, IEnumerable<TPrevious>> source, Expression<Func<TPrevious, TRelated>> path) =>
        new IncludableQueryable<T, TRelated>(Marked(source, ThenIncludeMarker<T, TPrevious, TRelated>.OfChildren, Expression.Quote(path)));

    internal static SoqlQueryProvider Provider<T>(IQueryable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Provider as SoqlQueryProvider ?? throw new InvalidOperationException(
            $"This operator is for queries over a SalesforceContext, and the source is a {source.GetType().Name}.");
    }

    private static IQueryable<T> Marked<T>(IQueryable<T> source, MethodInfo marker, params Expression[] arguments) =>
        Provider(source).CreateQuery<T>(Expression.Call(marker, [source.Expression, .. arguments]));

    // The markers' own methods, looked up once for each type: a query is built as often as it is run.
    private static class Markers<T>
    {
        public static readonly MethodInfo AsNoTracking = Of(SalesforceQueryableExtensions.AsNoTracking);
        public static readonly MethodInfo AsTracking = Of(SalesforceQueryableExtensions.AsTracking);
        public static readonly MethodInfo IncludeDeleted = Of(SalesforceQueryableExtensions.IncludeDeleted);
        public static readonly MethodInfo ForView = Of(SalesforceQueryableExtensions.ForView);
        public static readonly MethodInfo ForReference = Of(SalesforceQueryableExtensions.ForReference);
        public static readonly MethodInfo Rollup = Of(SalesforceQueryableExtensions.Rollup);
        public static readonly MethodInfo Cube = Of(SalesforceQueryableExtensions.Cube);
        public static readonly MethodInfo UsingScope = ((Func<IQueryable<T>, string, IQueryable<T>>)SalesforceQueryableExtensions.UsingScope).Method;
        public static readonly MethodInfo WithBatchSize = ((Func<IQueryable<T>, int, IQueryable<T>>)SalesforceQueryableExtensions.WithBatchSize).Method;
        public static readonly MethodInfo WithFieldNames = ((Func<IQueryable<T>, FieldNames, IQueryable<T>>)SalesforceQueryableExtensions.WithFieldNames).Method;
        public static readonly MethodInfo NullsFirst = ((Func<IOrderedQueryable<T>, IOrderedQueryable<T>>)SalesforceQueryableExtensions.NullsFirst).Method;
        public static readonly MethodInfo NullsLast = ((Func<IOrderedQueryable<T>, IOrderedQueryable<T>>)SalesforceQueryableExtensions.NullsLast).Method;

        private static MethodInfo Of(Func<IQueryable<T>, IQueryable<T>> marker) => marker.Method;
    }

    private static class IncludeMarker<T, TRelated>
    {
        public static readonly MethodInfo Method = ((Func<IQueryable<T>, Expression<Func<T, TRelated>>, IIncludableQueryable<T, TRelated>>)Include).Method;
    }

    private static class ThenIncludeMarker<T, TPrevious, TRelated>
    {
        public static readonly MethodInfo Method =
            ((Func<IIncludableQueryable<T, TPrevious>, Expression<Func<TPrevious, TRelated>>, IIncludableQueryable<T, TRelated>>)ThenInclude).Method;

        public static readonly MethodInfo OfChildren =
            ((Func<IIncludableQueryable<T, IEnumerable<TPrevious>>, Expression<Func<TPrevious, TRelated>>, IIncludableQueryable<T, TRelated>>)ThenInclude).Method;
    }
}
