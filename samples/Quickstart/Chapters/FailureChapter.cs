using Quickstart.Crm;
using SalesforceLinq;

namespace Quickstart.Chapters;

/// <summary>A save that the org refuses: which record, why, and and what became of the rest.</summary>
internal static class FailureChapter
{
    public static async Task RunAsync(CrmContext crm)
    {
        Show.Heading("4  A save that fails");

        crm.Contacts.Add(new Contact { LastName = "Good" });
        crm.Contacts.Add(new Contact { LastName = "Bad", Email = "this is no email address" });
        try
        {
            await crm.SaveChangesAsync();
        }
        catch (SaveFailedException failed)
        {
            Show.Fact($"\n[red]{failed.Message}[/]");
            Show.Rows(failed.Failures.Select(failure => new { Record = ((Contact)failure.Entry.Entity).LastName, failure.ErrorCode, failure.Message }));
            Show.Fact($"Saved: [bold]{failed.Saved.Count}[/], rolled back: [bold]{failed.RolledBack}[/], because one call is all or nothing. Correct the record and save again.\n");
        }
    }
}
