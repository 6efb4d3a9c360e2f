namespace Worker;

/// <summary>When the work is done, and from which file.</summary>
public sealed class SyncOptions
{
    /// <summary>The catalog.</summary>
    public string CatalogFile { get; set; } = "catalog.csv";

    /// <summary>Time of day, in UTC.</summary>
    public TimeOnly At { get; set; } = new(2, 0);

    /// <summary>Runs once, at once, and ends the program.</summary>
    public bool Once { get; set; }
}

/// <summary>Runs the synchronization every night, or once.</summary>
public sealed partial class NightlyWorker(CatalogSync sync, SyncOptions options, TimeProvider time, IHostApplicationLifetime program, ILogger<NightlyWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            if (!options.Once)
                await Task.Delay(UntilNext(), time, stoppingToken);
            try
            {
                await sync.RunAsync(await CatalogFile.ReadAsync(options.CatalogFile, stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One bad night must not be the end: the next one starts from what the org holds then.
                LogFailed(logger, failure);
                Environment.ExitCode = 1;
            }
        }
        while (!options.Once);
        program.StopApplication();
    }

    private TimeSpan UntilNext()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime next = now.Date + options.At.ToTimeSpan();
        return (next > now ? next : next.AddDays(1)) - now;
    }

    [LoggerMessage(2, LogLevel.Error, "The catalog was not synchronized to its end.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
