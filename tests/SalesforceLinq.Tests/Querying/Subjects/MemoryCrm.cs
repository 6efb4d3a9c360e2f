namespace SalesforceLinq.Tests.Querying.Subjects;

/// <summary>All records of the org in lists, linked as their lookups say.</summary>
public sealed class MemoryCrm : ICrm
{
    private readonly List<Account> _accounts;
    private readonly List<Contact> _contacts;
    private readonly List<Opportunity> _opportunities;
    private readonly List<Deal> _deals;
    private readonly List<User> _users;
    private readonly List<Case> _cases;
    private readonly List<Chooser> _choosers;
    private readonly List<Picker> _pickers;
    private readonly List<Undecided> _undecideds;

    private MemoryCrm(
        List<User> users, List<Account> accounts, List<Contact> contacts, List<Opportunity> opportunities, List<Deal> deals, List<Case> cases,
        List<Chooser> choosers, List<Picker> pickers, List<Undecided> undecideds)
    {
        (_users, _accounts, _contacts, _opportunities, _deals, _cases, _choosers, _pickers, _undecideds) =
            (users, accounts, contacts, opportunities, deals, cases, choosers, pickers, undecideds);
        foreach (Contact contact in contacts)
            contact.Cases = [.. cases.Where(c => c.ContactId == contact.Id)];
        foreach (Case above in cases)
        {
            above.Cases = [.. cases.Where(c => c.ParentId == above.Id)];
            above.Parent = cases.Find(c => c.Id == above.ParentId);
            above.Contact = contacts.Find(c => c.Id == above.ContactId);
        }

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

    public IQueryable<Case> Cases => NullSafeQuery.Over(_cases);

    public IQueryable<Chooser> Choosers => NullSafeQuery.Over(_choosers);

    public IQueryable<Picker> Pickers => NullSafeQuery.Over(_pickers);

    public IQueryable<Undecided> Undecideds => NullSafeQuery.Over(_undecideds);

    public static async Task<MemoryCrm> LoadAsync(CrmContext context) => new(
        await context.Users.AsNoTracking().ToListAsync(),
        await context.Accounts.AsNoTracking().ToListAsync(),
        await context.Contacts.AsNoTracking().ToListAsync(),
        await context.Opportunities.AsNoTracking().ToListAsync(),
        await context.Deals.AsNoTracking().ToListAsync(),
        await context.Cases.AsNoTracking().ToListAsync(),
        await context.Choosers.AsNoTracking().ToListAsync(),
        await context.Pickers.AsNoTracking().ToListAsync(),
        await context.Undecideds.AsNoTracking().ToListAsync());
}
