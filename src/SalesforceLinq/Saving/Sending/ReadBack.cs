using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Says what is read back of records that were written.</summary>
internal static class ReadBack
{
    /// <summary>The queries that read the records back, one for each object and thousand.</summary>
    public static IEnumerable<(RecordQuery Query, List<PendingWrite> Writes)> QueriesOf(IEnumerable<PendingWrite> writes, SaveOptions options)
    {
        foreach (IGrouping<EntityModel, PendingWrite> sameClass in writes.Where(write => IsWanted(write, options)).DistinctBy(write => write.Tracked).GroupBy(write => write.Tracked.Model))
        {
            RecordQuery query = new(sameClass.Key, options.RefreshAfterSave ? AllFields(sameClass) : [sameClass.First().Tracked.Type.Token!]);
            foreach (PendingWrite[] chunk in sameClass.Chunk(RecordQuery.MaxIds))
                yield return (query, [.. chunk]);
        }
    }

    private static IReadOnlyList<FieldModel> AllFields(IGrouping<EntityModel, PendingWrite> sameClass) => sameClass.Key.ExtraFields is { } extra
        ? [.. sameClass.Key.Fields.Union(extra.Selected).Union(sameClass.SelectMany(write => extra.FieldsOf(write.Tracked.Entity)))]
        : sameClass.Key.Fields;

    /// <summary>Whether a record is read back: when it was asked for, and where the next save must know the record's new version.</summary>
    public static bool IsWanted(PendingWrite write, SaveOptions options) => write.Operation != SaveOperation.Delete && write.Tracked.Model.HasId
        && (options.RefreshAfterSave || (options.ReadsVersionsBack && write.Tracked.Type.Token is not null));
}
