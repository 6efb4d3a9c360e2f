using SalesforceLinq;

namespace WebApi;

/// <summary>Accounts and contacts over HTTP: each handler is one unit of work.</summary>
public static class ContactEndpoints
{
    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts", ListAccountsAsync);
        app.MapGet("/accounts/{id}/contacts", ListContactsAsync);
        app.MapPost("/accounts", CreateAccountAsync);
        app.MapPatch("/contacts/{id}", ChangeEmailAsync);
    }

    // One query: the filter, the order, the page and the count of children are SOQL.
    private static Task<List<AccountRow>> ListAccountsAsync(CrmContext crm, string? industry, int? page, CancellationToken cancellationToken) => crm.Accounts
        .Where(account => industry == null || account.Industry == industry)
        .OrderBy(account => account.Name)
        .Skip((page ?? 0) * 20)
        .Take(20)
        .Select(account => new AccountRow(account.Id!, account.Name!, account.Industry, account.Contacts.Count()))
        .ToListAsync(cancellationToken);

    private static Task<List<ContactRow>> ListContactsAsync(CrmContext crm, string id, CancellationToken cancellationToken) => crm.Contacts
        .Where(contact => contact.AccountId == id)
        .OrderBy(contact => contact.LastName)
        .Select(contact => new ContactRow(contact.Id!, contact.FirstName + " " + contact.LastName, contact.Email))
        .ToListAsync(cancellationToken);

    // One API call saves the account and its contacts, all or none.
    private static async Task<IResult> CreateAccountAsync(CrmContext crm, NewAccount request, CancellationToken cancellationToken)
    {
        Account account = new()
        {
            Name = request.Name,
            Industry = request.Industry,
            Contacts = [.. request.Contacts.Select(contact => new Contact { FirstName = contact.FirstName, LastName = contact.LastName, Email = contact.Email })],
        };
        crm.Accounts.Add(account);
        try
        {
            await crm.SaveChangesAsync(cancellationToken);
        }
        catch (SaveFailedException refused)
        {
            // What the org says of the values is for who sent them.
            return Results.ValidationProblem(refused.Failures
                .GroupBy(failure => failure.Fields.FirstOrDefault() ?? failure.ErrorCode)
                .ToDictionary(group => group.Key, group => group.Select(failure => failure.Message).ToArray()));
        }

        return Results.Created($"/accounts/{account.Id}/contacts", new { account.Id, Contacts = account.Contacts.Select(contact => contact.Id) });
    }

    private static async Task<IResult> ChangeEmailAsync(CrmContext crm, string id, ChangedEmail request, CancellationToken cancellationToken)
    {
        if (await crm.Contacts.FindAsync(id, cancellationToken) is not { } contact)
            return Results.NotFound();
        contact.Email = request.Email;
        SaveResult saved = await crm.SaveChangesAsync(cancellationToken);
        return Results.Ok(new { saved.Written });
    }
}

public sealed record AccountRow(string Id, string Name, string? Industry, int Contacts);

public sealed record ContactRow(string Id, string Name, string? Email);

public sealed record NewAccount(string Name, string? Industry, IReadOnlyList<NewContact> Contacts);

public sealed record NewContact(string? FirstName, string LastName, string? Email);

public sealed record ChangedEmail(string? Email);
