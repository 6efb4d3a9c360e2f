using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Queries as users of EF Core write them that SOQL cannot say: the message shows the C# as it was written, and what to write instead.</summary>
public sealed class EverydayRefusalTests : TranslationTest
{
    private readonly string[] _ratings = ["Hot", "Warm"];

    [Fact]
    public async Task Methods_are_shown_as_they_were_called()
    {
        List<string> list = [.. _ratings];
        await Refuses(org => org.Accounts.Where(a => _ratings.Contains(a.Rating, StringComparer.Ordinal)), "SOQL compares in its own way, so 'Contains' cannot honour a comparer. Leave it out*");
        await Refuses(org => org.Accounts.Where(a => _ratings.IndexOf(a.Rating) >= 0), "SOQL has no word for 'string[].IndexOf', which '_ratings.IndexOf(a.Rating)' calls on a field. Ask with Contains or StartsWith*");
        await Refuses(org => org.Accounts.Where(a => Array.IndexOf(_ratings, a.Rating) >= 0), "SOQL has no word for 'Array.IndexOf', which 'Array.IndexOf(_ratings, a.Rating)' calls*");
        await Refuses(org => org.Accounts.Where(a => list.IndexOf(a.Rating!) != -1), "SOQL has no word for 'List<string>.IndexOf', which 'list.IndexOf(a.Rating)' calls*");
        await Refuses(org => org.Accounts.Where(a => _ratings.SequenceEqual(new[] { a.Rating })), "SOQL has no word for 'string[].SequenceEqual', which '_ratings.SequenceEqual(new[] { a.Rating })' calls*");
        await Refuses(org => org.Accounts.Where(a => a.Name.IndexOf('x') > 3), "SOQL has no word for 'string.IndexOf', which 'a.Name.IndexOf('x')' calls on a field. Ask with Contains or StartsWith*");
        await Refuses(org => org.Accounts.Where(a => a.Name[0] == 'Z'), "SOQL has no word for 'string[…]', which 'a.Name[0]' calls on a field. Ask with StartsWith, EndsWith, Contains or SoqlFunctions.Like*");
        await Refuses(org => org.Accounts.Where(a => string.CompareOrdinal(a.Name, "M") >= 0), "SOQL has no word for 'string.CompareOrdinal', which 'string.CompareOrdinal(a.Name, \"M\")' calls on a field. Compare with string.Compare or CompareTo*");
        await Refuses(org => org.Accounts.Where(a => Helper(a.Name)), "SOQL has no word for 'EverydayRefusalTests.Helper', which 'EverydayRefusalTests.Helper(a.Name)' calls*");
        await Refuses(org => org.Contacts.Where(c => c.Id!.StartsWith("003")), "SOQL's LIKE looks into text only, and the field of 'c.Id.StartsWith(\"003\")' is none*");
        await Refuses(org => org.Contacts.Where(c => c.LastName.Any(x => x == 'a')), "SOQL cannot say the condition 'c.LastName.Any(x => x == 'a')'*");
    }

    [Fact]
    public async Task Numbers_are_not_computed_with()
    {
        await Refuses(org => org.Accounts.Where(a => Math.Round(a.AnnualRevenue!.Value) == 5), "SOQL has no word for 'Math.Round', which 'Math.Round(a.AnnualRevenue)' calls on a field. Compare with both ends of the range*");
        await Refuses(org => org.Accounts.Where(a => (int)a.AnnualRevenue!.Value == 5), "SOQL does not compute with fields: '(int)a.AnnualRevenue'*");
        await Refuses(org => org.Accounts.Where(a => a.AnnualRevenue * 2 > 5 && a.Rating != null), "SOQL does not compute with fields: 'a.AnnualRevenue * 2 > 5'*");
        await Refuses(org => org.Accounts.Where(a => -a.AnnualRevenue < 5), "SOQL does not compute with fields: '-a.AnnualRevenue < 5'*");
        await Refuses(org => org.Opportunities.Where(o => o.Amount.ToString() == "5"), "SOQL has no word for 'decimal?.ToString', which 'o.Amount.ToString()' calls on a field. Compare the field itself*");
        await Refuses(org => org.Deals.Where(d => d.Kind > DealKind.New), "SOQL orders the values of a picklist as text, and C# orders DealKind by its numbers: 'd.Kind > DealKind.New' would mean two things*");
    }

    [Fact]
    public async Task Text_is_not_put_together()
    {
        await Refuses(org => org.Contacts.Where(c => c.FirstName + " " + c.LastName == "x"), "SOQL does not compute with fields: 'c.FirstName + \" \" + c.LastName == \"x\"'*");
        await Refuses(org => org.Contacts.Where(c => $"{c.FirstName} {c.LastName}" == "x"), "SOQL does not compute with fields: '$\"{c.FirstName} {c.LastName}\"'*");
        await Refuses(org => org.Contacts.Where(c => string.Concat(c.FirstName, c.LastName) == "x"), "SOQL does not compute with fields: 'string.Concat(c.FirstName, c.LastName)'*");
    }

    [Fact]
    public async Task Dates_are_not_moved()
    {
        DateTime now = DateTime.UtcNow;
        await Refuses(org => org.Opportunities.Where(o => o.CloseDate.AddDays(7) > DateOnly.FromDateTime(now)), "SOQL has no word for 'DateOnly.AddDays', which 'o.CloseDate.AddDays(7)' calls on a field. Move the computation to the value's side*");
        await Refuses(org => org.Opportunities.Where(o => (DateTimeOffset.UtcNow - o.CreatedDate).TotalDays > 3), "SOQL cannot say the condition '(DateTimeOffset.UtcNow - o.CreatedDate).TotalDays > 3'*");
        await Refuses(org => org.Opportunities.Where(o => o.CloseDate.ToDateTime(TimeOnly.MinValue) > now), "SOQL has no word for 'DateOnly.ToDateTime', which 'o.CloseDate.ToDateTime(TimeOnly.MinValue)' calls*");
    }

    [Fact]
    public async Task Orders_are_by_fields()
    {
        await Refuses(org => org.Opportunities.OrderBy(o => o.CloseDate.Year), "SOQL orders by fields, and 'o.CloseDate.Year' is none*");
        await Refuses(org => org.Accounts.OrderBy(a => a.Rating == "Hot" ? 0 : 1), "SOQL orders by fields, and 'a.Rating == \"Hot\" ? 0 : 1' is none*");
        await Refuses(org => org.Accounts.OrderBy(a => a.AnnualRevenue ?? 0), "SOQL orders by fields, and 'a.AnnualRevenue ?? 0' is none*");
        await Refuses(org => org.Accounts.OrderByDescending(a => a.Contacts.Max(c => c.CreatedDate)), "SOQL orders by fields, and 'a.Contacts.Max(c => c.CreatedDate)' is none*");
    }

    [Fact]
    public async Task Rows_have_no_numbers()
    {
        await Refuses(org => org.Accounts.Select((a, i) => new { a.Id, i }), "SOQL has no counterpart for 'Select((x, index) => …)'. A row has no number until it is read*");
        await Refuses(org => org.Accounts.Where((a, i) => i > 3), "SOQL has no counterpart for 'Where((x, index) => …)'*");
        await Refuses(org => org.Accounts.Take(2..5), "SOQL has no counterpart for 'Take(2..5)'. Use Skip and Take*");
        await Refuses(org => org.Accounts.DefaultIfEmpty(), "SOQL has no counterpart for 'DefaultIfEmpty'*");
    }

    [Fact]
    public async Task Groups_are_whole()
    {
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, Won = g.Count(o => o.IsWon) }), "SOQL aggregates a whole group: 'g.Count(o => o.IsWon)' cannot pick rows of it*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Where(o => o.IsWon).Sum(o => o.Amount)), "SOQL aggregates a whole group: 'g.Where(o => o.IsWon).Sum(o => o.Amount)' cannot*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Sum(o => o.IsWon ? 0 : 1)), "SOQL aggregates fields, and 'o.IsWon ? 0 : 1' is none*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.IsWon ? "won" : "open").Select(g => g.Key), "SOQL groups by fields and their date functions, and 'o.IsWon ? \"won\" : \"open\"' is none*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).SelectMany(g => g).Select(o => o.Id), "SOQL returns no rows inside a group*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.OrderByDescending(o => o.Amount).First()), "SOQL returns no rows inside a group*");
    }

    [Fact]
    public async Task Children_are_counted_and_found_and_no_more()
    {
        await Refuses(org => org.Accounts.Where(a => a.Contacts.Count > 2), "SOQL asks whether there are children, not how many: 'a.Contacts.Count() > 2'*");
        await Refuses(org => org.Accounts.Where(a => a.Contacts.FirstOrDefault()!.LastName == "x"), "SOQL's conditions ask whether a record has children of some kind, and compute nothing of them: 'a.Contacts.FirstOrDefault().LastName == \"x\"'. Ask with Any*");
        await Refuses(org => org.Accounts.Select(a => new { Won = a.Opportunities.Sum(o => o.Amount), N = a.Opportunities.Count(o => o.IsWon) }), "SOQL answers one query for each child relationship, and Opportunities is asked for twice*");
        await Refuses(org => org.Accounts.Select(a => a.Contacts.Select(c => c.Email).Distinct().OrderBy(e => e).ToList()), "SOQL has no counterpart for 'OrderBy'. In a list of children it stands before Distinct*");
        await Refuses(org => org.Accounts.Select(a => a.Contacts.GroupBy(c => c.LastName).Select(g => g.Key).ToList()), "SOQL has no counterpart for 'GroupBy'. Select the list of children, and group it in memory.");
        await Refuses(
            org => from a in org.Accounts from c in org.Contacts.Where(c => c.AccountId == a.Id).DefaultIfEmpty() select new { c.LastName, a.Name },
            "SOQL has no outer join from the parent: 'Contact.Where(c => c.AccountId == a.Id).DefaultIfEmpty()'*");
        await Refuses(
            org => from c in org.Contacts from o in org.Opportunities.Where(o => o.AccountId == c.AccountId) select new { c.LastName, o.Name },
            "SOQL has no product of two objects: 'from o in Opportunity.Where(o => o.AccountId == c.AccountId)'*");
    }

    private static bool Helper(string text) => text.Length > 3;
}
