namespace SalesforceLinq;

/// <summary>Makes contexts where no scope of dependency injection does: background work, desktop programs, several units of work at once.</summary>
/// <typeparam name="TContext">The class of the contexts.</typeparam>
public interface ISalesforceContextFactory<out TContext>
    where TContext : SalesforceContext
{
    /// <summary>A new context. The caller disposes of it.</summary>
    TContext CreateContext();
}
