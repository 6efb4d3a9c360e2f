using System.Globalization;
using System.Text;

namespace SalesforceLinq;

/// <summary>At least one record was not saved. Says which, why, and what was saved nevertheless.</summary>
public class SaveFailedException : Exception
{
    private const int ShownFailures = 5;

    internal SaveFailedException(
        IReadOnlyList<SaveFailure> failures, IReadOnlyList<SavedEntry> saved, int rolledBack, int notSent, int apiCalls, Exception? inner)
        : base(Worded(failures, saved, rolledBack, notSent), inner)
    {
        Failures = failures;
        Saved = saved;
        RolledBack = rolledBack;
        NotSent = notSent;
        ApiCalls = apiCalls;
    }

    /// <summary>The records that were refused, with the reasons.</summary>
    public IReadOnlyList<SaveFailure> Failures { get; }

    /// <summary>The records that were saved nevertheless: by earlier calls, or because every record was for itself. They are Unchanged now.</summary>
    public IReadOnlyList<SavedEntry> Saved { get; }

    /// <summary>How many records were fine and rolled back because of the others. Saving again sends them.</summary>
    public int RolledBack { get; }

    /// <summary>How many records were not sent any more. Saving again sends them.</summary>
    public int NotSent { get; }

    /// <summary>Calls made, repeats included.</summary>
    public int ApiCalls { get; }

    private static string Worded(IReadOnlyList<SaveFailure> failures, IReadOnlyList<SavedEntry> saved, int rolledBack, int notSent)
    {
        StringBuilder text = new(failures.Count == 1 ? "1 record was not saved" : string.Create(CultureInfo.InvariantCulture, $"{failures.Count} records were not saved"));
        text.Append(CultureInfo.InvariantCulture, $"; saved: {saved.Count}, rolled back with them: {rolledBack}, not sent: {notSent}.");
        foreach (SaveFailure failure in failures.Take(ShownFailures))
        {
            string reason = failure.MayHaveHappened ? "the answer was lost, the record may have been saved" : $"{failure.ErrorCode}, {failure.Message.TrimEnd('.')}";
            string fields = failure.Fields.Count > 0 ? $" ({string.Join(", ", failure.Fields)})" : "";
            text.Append(CultureInfo.InvariantCulture, $" {failure.Operation} {failure.Entry.Model.ApiName} {failure.Entry.Id ?? "(new)"}: {reason}{fields}.");
        }

        if (failures.Count > ShownFailures)
            text.Append(CultureInfo.InvariantCulture, $" And {failures.Count - ShownFailures} more: see Failures.");
        return text.ToString();
    }
}
