using SalesforceLinq;

namespace Worker;

/// <summary>Makes the products of the org what the catalog says: streams them, compares, and saves what differs.</summary>
public sealed partial class CatalogSync(ISalesforceContextFactory<CrmContext> contexts, ILogger<CatalogSync> logger)
{
    // One API call each: five collections of 200 records.
    private const int BatchSize = 1_000;

    /// <returns>How many products were created, changed, and taken out of sale.</returns>
    public async Task<SyncResult> RunAsync(IReadOnlyDictionary<string, CatalogItem> catalog, CancellationToken cancellationToken)
    {
        Dictionary<string, CatalogItem> missing = new(catalog, StringComparer.OrdinalIgnoreCase);
        SyncResult result = new(0, 0, 0);
        await using CrmContext reading = contexts.CreateContext();
        CrmContext writing = contexts.CreateContext();
        try
        {
            // Streamed and not tracked: memory stays flat, however many products there are. What differs is attached to the unit of work.
            await foreach (Product product in reading.Products.Where(product => product.StockKeepingUnit != null).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                missing.Remove(product.StockKeepingUnit!, out CatalogItem? item);
                writing.Products.Attach(product);
                (product.Name, product.Family, product.IsActive) = item is null ? (product.Name, product.Family, false) : (item.Name, item.Family, true);
                if (writing.Entry(product).State == EntityState.Unchanged)
                {
                    writing.Entry(product).State = EntityState.Detached;
                    continue;
                }

                result = item is null ? result with { Deactivated = result.Deactivated + 1 } : result with { Changed = result.Changed + 1 };
                if (writing.ChangeTracker.Entries().Count() == BatchSize)
                    writing = await SaveAsync(writing, cancellationToken);
            }

            foreach (CatalogItem item in missing.Values)
            {
                writing.Products.Add(new Product { StockKeepingUnit = item.Sku, Name = item.Name, Family = item.Family, IsActive = true });
                result = result with { Created = result.Created + 1 };
                if (writing.ChangeTracker.Entries().Count() == BatchSize)
                    writing = await SaveAsync(writing, cancellationToken);
            }

            writing = await SaveAsync(writing, cancellationToken);
        }
        finally
        {
            await writing.DisposeAsync();
        }

        LogDone(logger, result.Created, result.Changed, result.Deactivated);
        return result;
    }

    // Every batch is a unit of work of its own. A batch that fails says what was saved; running again goes on from there.
    private async Task<CrmContext> SaveAsync(CrmContext writing, CancellationToken cancellationToken)
    {
        await writing.SaveChangesAsync(cancellationToken);
        await writing.DisposeAsync();
        return contexts.CreateContext();
    }

    [LoggerMessage(1, LogLevel.Information, "Catalog: {Created} created, {Changed} changed, {Deactivated} taken out of sale.")]
    private static partial void LogDone(ILogger logger, int created, int changed, int deactivated);
}

/// <summary>What a synchronization did.</summary>
public sealed record SyncResult(int Created, int Changed, int Deactivated);
