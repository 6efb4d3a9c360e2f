using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>The records of one class: to query, to add to, to take from.</summary>
/// <typeparam name="T">The class.</typeparam>
/// <remarks>
/// A set is an <see cref="IQueryable{T}"/> and not an <see cref="IAsyncEnumerable{T}"/>: with .NET 10's own asynchronous LINQ, a type that is
/// both would make every <c>Where</c> ambiguous. <see cref="AsAsyncEnumerable"/> streams.
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "As EF Core's DbSet.")]
public sealed class SObjectSet<T> : IQueryable<T>, IQueryRoot
    where T : class
{
    private readonly SalesforceContext _context;

    internal SObjectSet(SalesforceContext context)
    {
        _context = context;
        EntityModel = context.Model.Entity(typeof(T));
        // One instance: relinq recurses without end into a root that is another constant at every call.
        Expression = Expression.Constant(this);
    }

    /// <summary>The class in Salesforce's terms.</summary>
    public EntityModel EntityModel { get; }

    /// <summary>The entities of this class that the context knows and that are not deleted, in the order they came in. No call is made.</summary>
    public IEnumerable<T> Local
    {
        get
        {
            _context.ChangeTracker.DetectAutomatically();
            return [.. _context.ChangeTracker.All.Where(tracked => tracked.State != EntityState.Deleted).Select(tracked => tracked.Entity).OfType<T>()];
        }
    }

    /// <inheritdoc/>
    public Type ElementType => typeof(T);

    /// <inheritdoc/>
    public Expression Expression { get; }

    /// <inheritdoc/>
    public IQueryProvider Provider => _context.Queries;

    ConstantExpression IQueryRoot.RootExpression => (ConstantExpression)Expression;

    /// <summary>Tracks a new record, and the new records it leads to, to be created by the next save.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>What the context knows of it.</returns>
    /// <exception cref="InvalidOperationException">The entity has an id, and so stands for a record that exists.</exception>
    public EntityEntry<T> Add(T entity) => Track(entity, EntityState.Added);

    /// <summary>Tracks new records, to be created by the next save.</summary>
    /// <param name="entities">The entities.</param>
    /// <exception cref="InvalidOperationException">An entity has an id, and so stands for a record that exists.</exception>
    public void AddRange(params IEnumerable<T> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        foreach (T entity in entities)
            Add(entity);
    }

    /// <summary>
    /// Tracks a record that exists, without reading it. What is changed from now on is sent; what is not set stays as the org has it.
    /// An entity without an id and with nothing but an external id stands for the record with that external id: others can point at it.
    /// </summary>
    /// <param name="entity">The entity, with its id or its external id.</param>
    /// <returns>What the context knows of it.</returns>
    /// <exception cref="InvalidOperationException">The entity has neither, or another instance stands for the same record.</exception>
    public EntityEntry<T> Attach(T entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ChangeTracker tracker = _context.ChangeTracker;
        FieldModel? key = tracker.TypeOf(EntityModel).IdOf(entity) is null ? tracker.TypeOf(EntityModel).OnlyKeyOf(entity) : null;
        EntityEntry<T> entry = Track(key is null ? WithId(entity, "attached") : entity, EntityState.Unchanged);
        if (key is not null)
            entry.Tracked.Pending.Key = key;
        return entry;
    }

    /// <summary>Tracks records that exist, without reading them.</summary>
    /// <param name="entities">The entities, with their ids.</param>
    /// <exception cref="InvalidOperationException">An entity has no id, or another instance stands for the same record.</exception>
    public void AttachRange(params IEnumerable<T> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        foreach (T entity in entities)
            Attach(entity);
    }

    /// <summary>Tracks a record that exists, to be updated by the next save with every writable field that has a value.</summary>
    /// <param name="entity">The entity, with its id.</param>
    /// <returns>What the context knows of it.</returns>
    /// <exception cref="InvalidOperationException">The entity has no id, or another instance stands for the same record.</exception>
    public EntityEntry<T> Update(T entity)
    {
        EntityEntry<T> entry = new(_context.ChangeTracker, _context.ChangeTracker.Find(WithId(entity, "updated")) ?? _context.ChangeTracker.Track(entity, EntityState.Unchanged));
        if (entry.State != EntityState.Added)
            entry.State = EntityState.Modified;
        return entry;
    }

    /// <summary>Tracks records that exist, to be updated by the next save with every writable field that has a value.</summary>
    /// <param name="entities">The entities, with their ids.</param>
    /// <exception cref="InvalidOperationException">An entity has no id, or another instance stands for the same record.</exception>
    public void UpdateRange(params IEnumerable<T> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        foreach (T entity in entities)
            Update(entity);
    }

    /// <summary>Tracks a record, to be deleted by the next save. A record that was only added is forgotten.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>What the context knows of it.</returns>
    /// <exception cref="InvalidOperationException">The entity has no id and was never added.</exception>
    public EntityEntry<T> Remove(T entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ChangeTracker tracker = _context.ChangeTracker;
        TrackedEntity tracked = tracker.Find(entity) ?? tracker.Track(WithId(entity, "removed"), EntityState.Unchanged);
        if (tracked.IsNew)
        {
            tracker.Detach(tracked);
        }
        else
        {
            WithId(entity, "removed");
            tracker.SetState(tracked, EntityState.Deleted);
        }

        return new EntityEntry<T>(tracker, tracked);
    }

    /// <summary>Tracks records, to be deleted by the next save.</summary>
    /// <param name="entities">The entities.</param>
    public void RemoveRange(params IEnumerable<T> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        foreach (T entity in entities.ToList())
            Remove(entity);
    }

    /// <summary>Tracks a record that the next save creates, or updates when one with the same external id exists.</summary>
    /// <typeparam name="TKey">Type of the external id.</typeparam>
    /// <param name="entity">The entity, with a value in the external id.</param>
    /// <param name="key">The external id, or another field the org finds records by, such as <c>Contact.Email</c>.</param>
    /// <returns>What the context knows of it.</returns>
    /// <exception cref="ArgumentException">The expression names no field, or one that is not sent: the id, or a read-only one.</exception>
    /// <exception cref="InvalidOperationException">The external id has no value.</exception>
    public EntityEntry<T> Upsert<TKey>(T entity, Expression<Func<T, TKey>> key)
    {
        ArgumentNullException.ThrowIfNull(entity);
        FieldModel field = KeyField(key);
        // Without its value in the record the org would take every record for a new one.
        if (field.IsReadOnly || field.ApiName == "Id")
            throw new ArgumentException($"{field} is not sent, so the org cannot find a record by it. Name an external id; a record whose id is known is changed by Update.", nameof(key));
        if (field.ToWire(field.GetValue(entity)) is null)
            throw new InvalidOperationException($"{field} has no value, so the org cannot tell which record is meant. Set it before Upsert.");
        EntityEntry<T> entry = Track(entity, EntityState.Upserted);
        entry.Tracked.Pending.Key = field;
        return entry;
    }

    /// <summary>The record of an id: the entity the context has for it, else the one the org has.</summary>
    /// <param name="id">Id of 15 or 18 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entity, or <see langword="null"/>.</returns>
    public async ValueTask<T?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (_context.ChangeTracker.FindById(id) is { Entity: T known })
            return known;
        return await ByField(EntityModel.Id, EntityModel.Id.FromWire(id)).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The record of an external id.</summary>
    /// <typeparam name="TKey">Type of the external id.</typeparam>
    /// <param name="key">The external id.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entity, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The expression names no field.</exception>
    /// <exception cref="InvalidOperationException">Several records have that value.</exception>
    public async ValueTask<T?> FindAsync<TKey>(Expression<Func<T, TKey>> key, TKey value, CancellationToken cancellationToken = default) =>
        await ByField(KeyField(key), value).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The records that SOQL of your own selects. Every hole becomes an escaped literal; a list becomes one in parentheses.</summary>
    /// <param name="soql">The SOQL, with its fields named as the org names them: <c>$"SELECT Id, Name FROM Account WHERE Name = {name}"</c>.</param>
    /// <returns>A query that is run as it is written: markers such as <c>AsNoTracking</c> are possible, further operators are not.</returns>
    public IQueryable<T> FromSoql(FormattableString soql)
    {
        ArgumentNullException.ThrowIfNull(soql);
        return new SoqlTextRoot<T>(_context.Queries, soql);
    }

    /// <summary>Streams the records, page by page, without holding more than two pages.</summary>
    public IAsyncEnumerable<T> AsAsyncEnumerable() => _context.Queries.StreamAsync<T>(Expression);

    /// <summary>Reads the records, blocking the thread while pages are under way. Prefer <see cref="AsAsyncEnumerable"/>.</summary>
    public IEnumerator<T> GetEnumerator() => _context.Queries.Execute<IEnumerable<T>>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private EntityEntry<T> Track(T entity, EntityState state)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return new EntityEntry<T>(_context.ChangeTracker, _context.ChangeTracker.Track(entity, state));
    }

    private T WithId(T entity, string purpose)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return EntityModel.Id.ToWire(EntityModel.Id.GetValue(entity)) is not null
            ? entity
            : throw new InvalidOperationException($"A {typeof(T).Name} without {EntityModel.Id.Name} cannot be {purpose}: there is no record it could stand for.");
    }

    private IQueryable<T> ByField<TValue>(FieldModel field, TValue value)
    {
        ParameterExpression record = Expression.Parameter(typeof(T), "record");
        return this.Where(Expression.Lambda<Func<T, bool>>(
            Expression.Equal(Expression.Property(record, field.Property!), Expression.Constant(value, field.ClrType)), record));
    }

    private FieldModel KeyField(LambdaExpression key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Expression body = key.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : key.Body;
        return body is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression } && EntityModel.FindField(property) is { } field
            ? field
            : throw new ArgumentException($"'{key}' names no field of {typeof(T).Name}. Name one, such as 'x => x.ExternalKey'.", nameof(key));
    }
}
