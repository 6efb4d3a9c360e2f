using Quickstart.Crm;
using SalesforceLinq;
using SalesforceLinq.Emulator;

namespace Quickstart.Chapters;

/// <summary>All contacts, page by page, while the next page is already under way.</summary>
internal static class StreamingChapter
{
    public static async Task RunAsync(CrmContext crm, EmulatedOrg org)
    {
        Show.Heading("2  Streaming");

        int before = org.Requests.Count;
        int contacts = 0, withEmail = 0;
        await foreach (Contact contact in crm.Contacts.AsNoTracking().AsAsyncEnumerable())
        {
            contacts++;
            if (contact.Email is not null)
                withEmail++;
        }

        Show.Fact($"\n{contacts:N0} contacts streamed, {withEmail:N0} of them with an email address, in [bold]{org.Requests.Count - before}[/] requests of up to 2,000 records.\n");
    }
}
