namespace SalesforceLinq;

/// <summary>Takes part in every save of the contexts it is registered with: <c>options.AddInterceptors(…)</c>.</summary>
/// <remarks>
/// Interceptors are called in the order they were registered. One may be shared by many contexts, and must then be thread-safe. Implement what you need:
/// every method has a default that does nothing.
/// </remarks>
public interface ISaveInterceptor
{
    /// <summary>Before a save looks for changes. May change, add and remove entities, choose other options, put a result in the save's place, or throw to stop it.</summary>
    /// <param name="save">The save.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask SavingChangesAsync(SaveInterception save, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>After a save that succeeded.</summary>
    /// <param name="save">The save.</param>
    /// <param name="result">What was written.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask SavedChangesAsync(SaveInterception save, SaveResult result, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>After a save that failed, before its exception reaches the caller.</summary>
    /// <param name="save">The save.</param>
    /// <param name="failure">What the caller will see; a <see cref="SaveFailedException"/> when records were refused.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask SaveChangesFailedAsync(SaveInterception save, Exception failure, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}

/// <summary>A save, as interceptors see it.</summary>
public sealed class SaveInterception
{
    internal SaveInterception(SalesforceContext context, SaveOptions options)
    {
        Context = context;
        Options = options;
    }

    /// <summary>The context that saves.</summary>
    public SalesforceContext Context { get; }

    /// <summary>How it is saved. Setting it in <see cref="ISaveInterceptor.SavingChangesAsync"/> changes that.</summary>
    public SaveOptions Options { get; set; }

    /// <summary>The result that takes the save's place; <see langword="null"/> when nothing does.</summary>
    public SaveResult? Suppressed { get; private set; }

    /// <summary>Lets nothing be saved, and the caller see this result. Entities keep their states.</summary>
    /// <param name="result">The result.</param>
    public void Suppress(SaveResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Suppressed = result;
    }
}
