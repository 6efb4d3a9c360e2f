using SalesforceLinq.Diagnostics;
using SalesforceLinq.Http;
using SalesforceLinq.Querying;
using SalesforceLinq.Querying.Execution;
using SalesforceLinq.Saving;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>
/// A unit of work over an org: hands out sets to query, remembers what they yielded, and saves what changed. Cheap to create; made for
/// one piece of work and one thread at a time.
/// </summary>
public abstract class SalesforceContext : IAsyncDisposable, IDisposable
{
    private readonly Dictionary<Type, object> _sets = [];
    private readonly SalesforceContextOptions _options;
    private readonly bool _ownsOptions;
    private readonly Lazy<ContextModel> _model;
    private readonly Lazy<ChangeTracker> _tracker;
    private readonly Lazy<SoqlQueryProvider> _queries;
    private bool _disposed;
    private int _isSaving;

    /// <summary>A context whose options <see cref="OnConfiguring"/> gives.</summary>
    protected SalesforceContext()
        : this(new SalesforceContextOptions(new OptionValues()))
    {
    }

    /// <summary>A context.</summary>
    /// <param name="options">Which org, and how.</param>
    protected SalesforceContext(SalesforceContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SalesforceContextOptionsBuilder builder = new(options);
        OnConfiguring(builder);
        _options = builder.Options;
        _ownsOptions = !ReferenceEquals(_options, options);
        _model = new Lazy<ContextModel>(() => ContextModel.Of(this));
        _tracker = new Lazy<ChangeTracker>(() => new ChangeTracker(_model.Value.Model, _model.Value.TrackedTypes, new ContextRecords(this)));
        _queries = new Lazy<SoqlQueryProvider>(() => new SoqlQueryProvider(
            new QuerySession(Model, Client, ChangeTracker, _options.Values.Querying, _model.Value.Plans, _options.Telemetry), this));
    }

    /// <summary>Raised before a save looks for changes.</summary>
    public event EventHandler<SavingChangesEventArgs>? SavingChanges;

    /// <summary>Raised after a save that succeeded, also one that had nothing to do.</summary>
    public event EventHandler<SavedChangesEventArgs>? SavedChanges;

    /// <summary>Raised after a save that failed, before its exception reaches the caller.</summary>
    public event EventHandler<SaveChangesFailedEventArgs>? SaveChangesFailed;

    /// <summary>The REST client beneath, for whatever a context has no word for.</summary>
    /// <exception cref="InvalidOperationException">The options name no org.</exception>
    public SalesforceClient Client => _options.Client;

    /// <summary>The classes of this context in Salesforce's terms.</summary>
    /// <exception cref="MappingException">A class cannot be mapped as it is written.</exception>
    public SalesforceModel Model => _model.Value.Model;

    /// <summary>The entities this context knows, and what was done with them.</summary>
    public ChangeTracker ChangeTracker => _tracker.Value;

    internal SoqlQueryProvider Queries
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _queries.Value;
        }
    }

    /// <summary>The records of one class.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <returns>The set; the same one at every call.</returns>
    /// <exception cref="MappingException">The class is not part of the model.</exception>
    public SObjectSet<T> Set<T>()
        where T : class
    {
        if (!_sets.TryGetValue(typeof(T), out object? set))
            _sets[typeof(T)] = set = new SObjectSet<T>(this);
        return (SObjectSet<T>)set;
    }

    /// <summary>What this context knows of an entity. An entity it does not know is not tracked by asking. Changes of this one are looked for first.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="entity">The entity.</param>
    /// <exception cref="MappingException">The class is not part of the model.</exception>
    public EntityEntry<T> Entry<T>(T entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        TrackedEntity tracked = ChangeTracker.FindOrDescribe(entity);
        if (ChangeTracker.AutoDetectChangesEnabled)
            ChangeTracker.DetectChanges(tracked);
        return new EntityEntry<T>(ChangeTracker, tracked);
    }

    /// <summary>Saves what changed, all or nothing where it fits one call.</summary>
    /// <param name="cancellationToken">Ends the wait. What the org was already told may still happen.</param>
    /// <returns>What was written, and in how many calls.</returns>
    /// <exception cref="SaveFailedException">A record was not saved; the exception says which, and what was.</exception>
    /// <exception cref="InvalidOperationException">The changes cannot be sent as they are, or the context is saving already; nothing was sent.</exception>
    public Task<SaveResult> SaveChangesAsync(CancellationToken cancellationToken = default) =>
        SaveChangesAsync(_options.Values.Saving, cancellationToken);

    /// <summary>Saves what changed.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the wait. What the org was already told may still happen.</param>
    /// <returns>What was written, and in how many calls.</returns>
    /// <exception cref="SaveFailedException">A record was not saved; the exception says which, and what was.</exception>
    /// <exception cref="InvalidOperationException">The changes cannot be sent as they are, or the context is saving already; nothing was sent.</exception>
    public async Task<SaveResult> SaveChangesAsync(SaveOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_disposed, this);
        SaveInterception save = new(this, options);
        SaveObservation observation = _options.Telemetry.ObserveSave(Client);
        SaveResult result;
        try
        {
            foreach (ISaveInterceptor interceptor in _options.Values.Interceptors)
                await interceptor.SavingChangesAsync(save, cancellationToken).ConfigureAwait(false);
            SavingChanges?.Invoke(this, new SavingChangesEventArgs(save.Options));
            result = save.Suppressed ?? await SaveAloneAsync(save.Options, cancellationToken).ConfigureAwait(false);
            observation.Saved(result.Written, result.ApiCalls);
        }
        catch (Exception failure)
        {
            SaveFailedException? report = failure as SaveFailedException;
            observation.Failed(failure, report?.Failures.FirstOrDefault()?.ErrorCode, report?.Saved.Count ?? 0, report?.ApiCalls ?? 0);
            foreach (ISaveInterceptor interceptor in _options.Values.Interceptors)
                await interceptor.SaveChangesFailedAsync(save, failure, cancellationToken).ConfigureAwait(false);
            SaveChangesFailed?.Invoke(this, new SaveChangesFailedEventArgs(failure));
            throw;
        }

        foreach (ISaveInterceptor interceptor in _options.Values.Interceptors)
            await interceptor.SavedChangesAsync(save, result, cancellationToken).ConfigureAwait(false);
        SavedChanges?.Invoke(this, new SavedChangesEventArgs(result));
        return result;
    }

    /// <summary>What a save would send now. Nothing is sent.</summary>
    /// <param name="options">How it would be saved; by default as <see cref="SaveChangesAsync(CancellationToken)"/> does.</param>
    /// <exception cref="InvalidOperationException">The changes cannot be sent as they are.</exception>
    public SavePlan PlanChanges(SaveOptions? options = null) => Pipeline().Describe(options ?? _options.Values.Saving);

    /// <summary>Ends the unit of work. Changes that were not saved are forgotten.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the unit of work. Changes that were not saved are forgotten.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How this context saves, where a save does not say.</summary>
    internal SaveOptions SaveDefaults => _options.Values.Saving;

    /// <summary>A change tracker beside the context's own.</summary>
    internal ChangeTracker CreateTracker() => new(Model, _model.Value.TrackedTypes);

    internal SavePipeline Pipeline(ChangeTracker? tracker = null) => new(tracker ?? ChangeTracker, Client, _options.Values.Time ?? _options.Values.ClientOptions.TimeProvider);

    // Until the first save has its answer, its records look as if they were still to be saved: a second one would create them twice.
    private async Task<SaveResult> SaveAloneAsync(SaveOptions options, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isSaving, 1) == 1)
        {
            throw new InvalidOperationException(
                "This context is saving already, and a second save beside it would send the same records again. Await the first one, or give each piece of work a context of its own. " +
                "Nothing was sent by the second.");
        }

        try
        {
            return await Pipeline().SaveAsync(options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isSaving, 0);
        }
    }

    internal void BuildModel(ModelBuilder model) => OnModelCreating(model);

    /// <summary>Gives or completes the options, in contexts that are made without them.</summary>
    /// <param name="options">The builder, with what the constructor was given.</param>
    protected virtual void OnConfiguring(SalesforceContextOptionsBuilder options)
    {
    }

    /// <summary>Says in code what attributes would say. Runs once for each class of context.</summary>
    /// <param name="model">The builder.</param>
    protected virtual void OnModelCreating(ModelBuilder model)
    {
    }

    /// <summary>Ends the unit of work. A shared client stays; one that <see cref="OnConfiguring"/> had made for this context alone ends with it.</summary>
    /// <param name="disposing">Whether it was asked for, and not the garbage collector's doing.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            if (_tracker.IsValueCreated)
                _tracker.Value.Clear();
            if (_ownsOptions)
                _options.Dispose();
        }

        _disposed = true;
    }
}
