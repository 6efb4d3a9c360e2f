using SalesforceLinq;

namespace Quickstart.Crm;

public class Account
{
    public string? Id { get; set; }

    public required string Name { get; set; }

    public string? AccountNumber { get; set; }

    public string? Industry { get; set; }

    public decimal? AnnualRevenue { get; set; }

    [Field(ReadOnly = true)]
    public DateTimeOffset? CreatedDate { get; set; }

    public ICollection<Contact> Contacts { get; set; } = [];
}
