namespace SalesforceLinq.Saving.SetBased;

/// <summary>Writes the records of a stream, a thousand in a call, each for itself.</summary>
/// <param name="model">The class of the records.</param>
/// <param name="createTracker">Makes a tracker for the records of one call; the context's own is left alone.</param>
/// <param name="save">Saves what a tracker holds.</param>
internal sealed class SetWriter(EntityModel model, Func<ChangeTracker> createTracker, Func<ChangeTracker, SaveOptions, CancellationToken, Task<SaveResult>> save)
{
    /// <summary>Records of one call: five collections of 200.</summary>
    public const int BatchSize = 1_000;

    private readonly List<ExecuteFailure> _failures = [];
    private int _read;
    private int _written;
    private int _apiCalls;

    /// <summary>Writes.</summary>
    /// <param name="rows">For each record its id, then the values of the fields.</param>
    /// <param name="fields">The fields to set; <see langword="null"/> deletes the records.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each call.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ExecuteResult> WriteAsync(
        IAsyncEnumerable<object?[]> rows, IReadOnlyList<FieldModel>? fields, SaveOptions options, IProgress<SaveProgress>? progress, CancellationToken cancellationToken)
    {
        // Neither versions nor annotations: what is written was not read, and is no object of the program.
        SaveOptions each = options with
        {
            Atomicity = SaveAtomicity.None,
            IgnoreConcurrencyTokens = true,
            ReadsVersionsBack = false,
            RefreshAfterSave = false,
            Validate = false,
        };
        List<object?[]> batch = new(BatchSize);
        try
        {
            await foreach (object?[] row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                _read++;
                batch.Add(row);
                if (batch.Count == BatchSize)
                    await FlushAsync(batch, fields, each, progress, cancellationToken).ConfigureAwait(false);
            }

            if (batch.Count > 0)
                await FlushAsync(batch, fields, each, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception stopped) when (stopped is not ExecuteStoppedException && _apiCalls > 0)
        {
            throw new ExecuteStoppedException(Result(), stopped);
        }

        return Result();
    }

    private async Task FlushAsync(
        List<object?[]> batch, IReadOnlyList<FieldModel>? fields, SaveOptions options, IProgress<SaveProgress>? progress, CancellationToken cancellationToken)
    {
        ChangeTracker tracker = createTracker();
        foreach (object?[] row in batch)
            Track(tracker, row, fields);
        batch.Clear();
        try
        {
            SaveResult result = await save(tracker, options, cancellationToken).ConfigureAwait(false);
            _written += result.Written;
            _apiCalls += result.ApiCalls;
        }
        catch (SaveFailedException failed)
        {
            _written += failed.Saved.Count;
            _apiCalls += failed.ApiCalls;
            _failures.AddRange(failed.Failures.Select(failure => new ExecuteFailure(failure.Entry.Id ?? "", failure.ErrorCode, failure.Message, failure.Fields)
            {
                MayHaveHappened = failure.MayHaveHappened,
            }));
            if (failed.InnerException is { } cause)
                throw new ExecuteStoppedException(Result(), cause);
        }

        progress?.Report(new SaveProgress(_read, _written, _failures.Count, _apiCalls));
    }

    private void Track(ChangeTracker tracker, object?[] row, IReadOnlyList<FieldModel>? fields)
    {
        object entity = model.CreateInstance();
        model.Id.SetValue(entity, model.Id.FromWire(row[0]));
        Tracking.TrackedEntity tracked = tracker.Track(entity, EntityState.Unchanged);
        if (fields is null)
        {
            tracker.SetState(tracked, EntityState.Deleted);
            return;
        }

        for (int i = 0; i < fields.Count; i++)
            fields[i].SetValue(entity, row[i + 1]);
        // Also a value that is null, or the default of its type, is to be sent.
        tracked.Forced = Tracking.FieldSet.Of(fields);
        tracker.SetState(tracked, EntityState.Modified);
    }

    private ExecuteResult Result() => new(_read, _written, [.. _failures], _apiCalls);
}
