using SalesforceLinq;

namespace WebApi;

/// <summary>The part of the org this program works with.</summary>
public sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options)
{
    public SObjectSet<Account> Accounts => Set<Account>();

    public SObjectSet<Contact> Contacts => Set<Contact>();
}

public sealed class Account
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Industry { get; set; }

    public ICollection<Contact> Contacts { get; set; } = [];
}

public sealed class Contact
{
    public string? Id { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }
}
