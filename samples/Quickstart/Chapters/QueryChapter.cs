using Quickstart.Crm;
using SalesforceLinq;

namespace Quickstart.Chapters;

/// <summary>Seven queries: what is meant, the LINQ that says it, the SOQL it becomes, the first rows.</summary>
internal static class QueryChapter
{
    public static async Task RunAsync(CrmContext crm)
    {
        Show.Heading("1  Queries");

        string[] industries = ["Energy", "Banking"];
        await ShowAsync(
            "Large accounts of two industries, the largest first",
            "Where(a => industries.Contains(a.Industry) && a.AnnualRevenue > 1_000_000).OrderByDescending(a => a.AnnualRevenue)",
            crm.Accounts
                .Where(a => industries.Contains(a.Industry) && a.AnnualRevenue > 1_000_000)
                .OrderByDescending(a => a.AnnualRevenue)
                .Select(a => new { a.Name, a.Industry, a.AnnualRevenue }));

        string typed = "O'";
        await ShowAsync(
            "What a user typed, escaped",
            "Where(c => c.LastName.StartsWith(typed))   // typed = \"O'\"",
            crm.Contacts
                .Where(c => c.LastName.StartsWith(typed))
                .OrderBy(c => c.LastName).ThenBy(c => c.FirstName)
                .Select(c => new { c.FirstName, c.LastName, c.Email }));

        await ShowAsync(
            "Contacts by a field of their account, and a member computed per row",
            "Where(c => c.Account!.Industry == \"Energy\").Select(c => new { Person = c.FirstName + \" \" + c.LastName, Company = c.Account!.Name })",
            crm.Contacts
                .Where(c => c.Account!.Industry == "Energy" && c.Email != null)
                .OrderBy(c => c.LastName)
                .Select(c => new { Person = c.FirstName + " " + c.LastName, Company = c.Account!.Name }));

        await ShowAsync(
            "A picklist as an enum, and a date",
            "Where(o => o.Stage == Stage.ClosedWon && o.CloseDate >= new DateOnly(2020, 1, 1))",
            crm.Opportunities
                .Where(o => o.Stage == Stage.ClosedWon && o.CloseDate >= new DateOnly(2020, 1, 1))
                .OrderByDescending(o => o.CloseDate)
                .Select(o => new { o.Name, o.Amount, o.CloseDate }));

        await ShowAsync(
            "Accounts with their first contacts, in one call",
            "Select(a => new { a.Name, People = a.Contacts.OrderBy(c => c.LastName).Take(3).Select(c => c.LastName).ToList() })",
            crm.Accounts
                .OrderBy(a => a.Name)
                .Select(a => new { a.Name, People = a.Contacts.OrderBy(c => c.LastName).Take(3).Select(c => c.LastName).ToList() }),
            row => new { row.Name, People = string.Join(", ", row.People) });

        await ShowAsync(
            "The pipeline by stage",
            "GroupBy(o => o.Stage).Select(g => new { Stage = g.Key, Deals = g.Count(), Total = g.Sum(o => o.Amount) })",
            crm.Opportunities
                .GroupBy(o => o.Stage)
                .Select(g => new { Stage = g.Key, Deals = g.Count(), Total = g.Sum(o => o.Amount) }));

        await ShowAsync(
            "Accounts nobody is known at",
            "Where(a => !a.Contacts.Any())",
            crm.Accounts.Where(a => !a.Contacts.Any()).OrderBy(a => a.Name).Select(a => new { a.Name, a.Industry }));

        RefuseAFieldAgainstAField(crm);
    }

    private static async Task ShowAsync<T>(string intent, string linq, IQueryable<T> query) =>
        await ShowAsync(intent, linq, query, row => row);

    private static async Task ShowAsync<T, TShown>(string intent, string linq, IQueryable<T> query, Func<T, TShown> cells)
    {
        IQueryable<T> firstRows = query.Take(4);
        Show.Query(intent, linq, firstRows.ToSoql());
        Show.Rows((await firstRows.ToListAsync()).Select(cells));
    }

    private static void RefuseAFieldAgainstAField(CrmContext crm)
    {
        const string Linq = "Where(a => a.Name == a.AccountNumber)";
        try
        {
            Show.Query("And what SOQL cannot say is refused before any call", Linq, crm.Accounts.Where(a => a.Name == a.AccountNumber).ToSoql());
        }
        catch (QueryNotSupportedException refusal)
        {
            Show.Query("And what SOQL cannot say is refused before any call", Linq, "none");
            Show.Fact($"  [red]{refusal.Message}[/]");
        }
    }
}
