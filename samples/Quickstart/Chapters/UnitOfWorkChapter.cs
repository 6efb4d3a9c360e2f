using Quickstart.Crm;
using SalesforceLinq;

namespace Quickstart.Chapters;

/// <summary>One unit of work: a create with children, an update, an upsert and a delete, saved together.</summary>
internal static class UnitOfWorkChapter
{
    public static async Task RunAsync(CrmContext crm)
    {
        Show.Heading("3  A unit of work");

        Account account = new() { Name = "Riverbend Cooperative", Industry = "Agriculture" };
        foreach (string name in (string[])["Reed", "Okafor", "Lindqvist"])
            account.Contacts.Add(new Contact { LastName = name });
        crm.Accounts.Add(account);

        Opportunity largest = await crm.Opportunities.OrderByDescending(o => o.Amount).FirstAsync();
        largest.Amount += 1000;

        crm.Contacts.Upsert(new Contact { LastName = "Vance", Email = "vance@example.com", Title = "Buyer" }, c => c.Email);

        Contact last = await crm.Contacts.OrderByDescending(c => c.LastName).FirstAsync();
        crm.Contacts.Remove(last);

        SaveResult result = await crm.SaveChangesAsync();

        Show.Fact($"\n[bold]{result.Written}[/] records written in [bold]{result.ApiCalls}[/] API call(s).");
        Show.Rows(result.Entries.Select(entry => new { Record = entry.Entity.GetType().Name, Was = entry.Operation, entry.Id }));
    }
}
