namespace SalesforceLinq.Tests.Querying.Subjects;

/// <summary>All records of the org in lists, linked as their lookups say.</summary>
public sealed class MemoryCrm : ICrm
{
    private readonly List<Account> _accounts;
    private readonly List<Contact> _contacts;
    private readonly List<Opportunity> _opportunities;
    private readonly List<Deal> _deals;
    private readonly List<User> _users;

    private MemoryCrm(List<User> users, List<Account> accounts, List<Contact> contacts, List<Opportunity> opportunities, List<Deal> deals)
    {
        (_users, _accounts, _contacts, _opportunities, _deals) = (users, accounts, contacts, opportunities, deals);
        ILookup<string?, Contact> contactsOf = contacts.ToLookup(c => c.AccountId);
        ILookup<string?, Opportunity> opportunitiesOf = opportunities.ToLookup(o => o.AccountId);
        foreach (Account account in accounts)
        {
            account.Owner = users.Find(u => u.Id == account.OwnerId);
            account.Contacts = [.. contactsOf[account.Id]];
            account.Opportunities = [.. opportunitiesOf[account.Id]];
            foreach (Contact contact in account.Contacts)
                contact.Account = account;
            foreach (Opportunity opportunity in account.Opportunities)
                opportunity.Account = account;
        }
    }

    public IQueryable<Account> Accounts => NullSafeQuery.Over(_accounts);

    public IQueryable<Contact> Contacts => NullSafeQuery.Over(_contacts);

    public IQueryable<Opportunity> Opportunities => NullSafeQuery.Over(_opportunities);

    public IQueryable<Deal> Deals => NullSafeQuery.Over(_deals);

    public IQueryable<Activity> Activities => throw new NotSupportedException("Tasks refer to records of several objects: their queries are compared by text.");

    public IQueryable<User> Users => NullSafeQuery.Over(_users);

    public static async Task<MemoryCrm> LoadAsync(CrmContext context) => new(
        await context.Users.AsNoTracking().ToListAsync(),
        await context.Accounts.AsNoTracking().ToListAsync(),
        await context.Contacts.AsNoTracking().ToListAsync(),
        await context.Opportunities.AsNoTracking().ToListAsync(),
        await context.Deals.AsNoTracking().ToListAsync());
}
