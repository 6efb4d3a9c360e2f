namespace SalesforceLinq.Emulator;

/// <summary>The records an emulated org starts with: how many, and from which seed. The same seed yields the same records.</summary>
public sealed record SampleData
{
    /// <summary>A small company: 240 accounts, 5,200 contacts, 1,100 opportunities and what belongs to them, so that queries have several pages.</summary>
    public static SampleData Standard { get; } = new();

    /// <summary>No records but the org's own: its organization, its user and their profile.</summary>
    public static SampleData None { get; } = new()
    {
        Users = 0,
        Accounts = 0,
        Contacts = 0,
        Opportunities = 0,
        Leads = 0,
        Cases = 0,
        Tasks = 0,
        Products = 0,
        Campaigns = 0,
    };

    /// <summary>Where the generator starts.</summary>
    /// <value>Any number; default 20,260,101.</value>
    public int Seed { get; init; } = 20_260_101;

    /// <summary>Users beside the one who signs in.</summary>
    /// <value>0 or more; default 6.</value>
    public int Users { get; init; } = 6;

    /// <summary>Accounts; about one in twelve has no contacts, one in five has a parent account.</summary>
    /// <value>0 or more; default 240.</value>
    public int Accounts { get; init; } = 240;

    /// <summary>Contacts; one in twenty belongs to no account.</summary>
    /// <value>0 or more; default 5,200.</value>
    public int Contacts { get; init; } = 5_200;

    /// <summary>Opportunities, in every stage, closing within two years of the org's clock.</summary>
    /// <value>0 or more; default 1,100.</value>
    public int Opportunities { get; init; } = 1_100;

    /// <summary>Leads.</summary>
    /// <value>0 or more; default 400.</value>
    public int Leads { get; init; } = 400;

    /// <summary>Cases.</summary>
    /// <value>0 or more; default 350.</value>
    public int Cases { get; init; } = 350;

    /// <summary>Tasks, about accounts, opportunities or nothing, with contacts or leads.</summary>
    /// <value>0 or more; default 600.</value>
    public int Tasks { get; init; } = 600;

    /// <summary>Products; each has an entry in the standard price book.</summary>
    /// <value>0 or more; default 24.</value>
    public int Products { get; init; } = 24;

    /// <summary>Campaigns.</summary>
    /// <value>0 or more; default 8.</value>
    public int Campaigns { get; init; } = 8;
}
