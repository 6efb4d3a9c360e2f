namespace Quickstart.Crm;

public class Contact
{
    public string? Id { get; set; }

    public string? FirstName { get; set; }

    public required string LastName { get; set; }

    public string? Email { get; set; }

    public string? Title { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }
}
