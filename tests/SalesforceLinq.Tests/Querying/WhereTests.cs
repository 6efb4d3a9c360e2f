using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

public sealed class WhereTests : TranslationTest
{
    [Fact]
    public async Task Captured_text_is_escaped()
    {
        string name = @"O'Neil\";
        await Translates(org => org.Contacts.Where(c => c.LastName == name).Select(c => c.Id), @"SELECT Id FROM Contact WHERE LastName = 'O\'Neil\\'");
    }

    [Fact]
    public async Task Null_in_every_form_is_null()
    {
        const string Soql = "SELECT Id FROM Contact WHERE Email = null";
        string? email = null;
        await Translates(org => org.Contacts.Where(c => c.Email == email).Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => c.Email == null).Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => string.IsNullOrEmpty(c.Email)).Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => !string.IsNullOrEmpty(c.Email)).Select(c => c.Id), "SELECT Id FROM Contact WHERE Email != null");
    }

    [Fact]
    public async Task The_same_shape_serves_null_and_text()
    {
        foreach (string? email in (string?[])[null, "s@example.com", null])
        {
            await Translates(
                org => org.Contacts.Where(c => c.Email != email).Select(c => c.Id),
                $"SELECT Id FROM Contact WHERE Email != {(email is null ? "null" : "'s@example.com'")}");
        }
    }

    [Fact]
    public async Task Booleans_stand_alone()
    {
        await Translates(org => org.Contacts.Where(c => c.DoNotCall).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Translates(org => org.Contacts.Where(c => !c.DoNotCall).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = false");
    }

    [Fact]
    public Task And_and_or_are_never_mixed_at_one_level() => Translates(
        org => org.Accounts.Where(a => a.Rating == "Hot" && a.Industry == "Energy" || a.Name == "Zeta").Select(a => a.Id),
        "SELECT Id FROM Account WHERE (Rating = 'Hot' AND Industry = 'Energy') OR Name = 'Zeta'");

    [Fact]
    public Task Negation_moves_inward() => Translates(
        org => org.Accounts.Where(a => !(a.Rating == "Hot" || a.Industry == "Energy")).Select(a => a.Id),
        "SELECT Id FROM Account WHERE Rating != 'Hot' AND Industry != 'Energy'");

    [Fact]
    public Task Null_belongs_to_a_negated_order() => Translates(
        org => org.Accounts.Where(a => !(a.AnnualRevenue > 5)).Select(a => a.Id),
        "SELECT Id FROM Account WHERE AnnualRevenue <= 5 OR AnnualRevenue = null");

    [Fact]
    public Task Wildcards_in_a_value_are_escaped() => Translates(
        org => org.Accounts.Where(a => a.Name.StartsWith("50%_off")).Select(a => a.Id),
        @"SELECT Id FROM Account WHERE Name LIKE '50\%\_off%'");

    [Fact]
    public Task Not_is_parenthesised() => Translates(
        org => org.Accounts.Where(a => !a.Name.Contains("x") && a.Site != null).Select(a => a.Id),
        "SELECT Id FROM Account WHERE (NOT Name LIKE '%x%') AND Site != null");

    [Fact]
    public async Task Lists_of_every_kind_become_in()
    {
        const string Soql = "SELECT Id FROM Account WHERE Industry IN ('Energy', 'Banking')";
        string[] array = ["Energy", "Banking"];
        List<string> list = [.. array];
        HashSet<string> set = [.. array];
        IEnumerable<string> sequence = list;
        await Translates(org => org.Accounts.Where(a => array.Contains(a.Industry)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => list.Contains(a.Industry!)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => set.Contains(a.Industry!)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => sequence.Contains(a.Industry)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => new[] { "Energy", "Banking" }.Contains(a.Industry)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => list.Any(i => i == a.Industry)).Select(a => a.Id), Soql);
        await Translates(
            org => org.Accounts.Where(a => !array.Contains(a.Industry)).Select(a => a.Id), "SELECT Id FROM Account WHERE Industry NOT IN ('Energy', 'Banking')");
    }

    [Fact]
    public async Task Null_in_a_list_is_asked_for_apart()
    {
        string?[] list = ["Energy", null];
        await Translates(org => org.Accounts.Where(a => list.Contains(a.Industry)).Select(a => a.Id), "SELECT Id FROM Account WHERE Industry IN ('Energy') OR Industry = null");
        await Translates(
            org => org.Accounts.Where(a => !list.Contains(a.Industry)).Select(a => a.Id), "SELECT Id FROM Account WHERE Industry NOT IN ('Energy') AND Industry != null");
    }

    [Fact]
    public async Task A_parent_is_compared_by_its_key()
    {
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        Account account = memory.Accounts.First();
        await Translates(org => org.Contacts.Where(c => c.Account == null).Select(c => c.Id), "SELECT Id FROM Contact WHERE AccountId = null");
        await Translates(org => org.Contacts.Where(c => c.Account != account).Select(c => c.Id), $"SELECT Id FROM Contact WHERE AccountId != '{account.Id}'");
    }

    [Fact]
    public async Task An_empty_list_folds_away()
    {
        string[] none = [];
        await Translates(org => org.Contacts.Where(c => none.Contains(c.AccountId) || c.DoNotCall).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Translates(org => org.Contacts.Where(c => !none.Contains(c.AccountId)).Select(c => c.Id), "SELECT Id FROM Contact");
        await using CrmContext context = await QueryOrg.ContextAsync();
        int calls = (await QueryOrg.OrgAsync()).Requests.Count;
        Assert.Empty(await context.Contacts.Where(c => none.Contains(c.AccountId)).ToListAsync());
        Assert.Equal(0, await context.Contacts.CountAsync(c => none.Contains(c.AccountId)));
        Assert.False(await context.Contacts.AnyAsync(c => none.Contains(c.AccountId)));
        Assert.Equal(calls, (await QueryOrg.OrgAsync()).Requests.Count);
    }

    [Fact]
    public async Task Text_is_ordered()
    {
        await Says(org => org.Accounts.Where(a => string.Compare(a.Name, "M") > 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Name > 'M'");
        await Says(org => org.Accounts.Where(a => a.Name.CompareTo("M") > 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Name > 'M'");
        await Says(org => org.Accounts.Where(a => 0 <= string.Compare(a.Name, "M", StringComparison.OrdinalIgnoreCase)).Select(a => a.Id), "SELECT Id FROM Account WHERE Name >= 'M'");
    }

    [Fact]
    public async Task Case_is_no_matter()
    {
        const string Soql = "SELECT Id FROM Contact WHERE LastName = 'smith'";
        await Translates(org => org.Contacts.Where(c => c.LastName.Equals("smith", StringComparison.OrdinalIgnoreCase)).Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => c.LastName.ToLower() == "smith").Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => string.Equals(c.LastName, "smith")).Select(c => c.Id), Soql);
        await Translates(org => org.Contacts.Where(c => c.LastName.Equals("smith")).Select(c => c.Id), Soql);
    }

    [Fact]
    public async Task Numbers_do_not_know_the_culture()
    {
        System.Globalization.CultureInfo culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            await Translates(org => org.Opportunities.Where(o => o.Amount >= 1000.5m).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE Amount >= 1000.5");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Dates_are_written_bare()
    {
        DateTimeOffset instant = new(2024, 1, 31, 14, 4, 5, 678, TimeSpan.FromHours(1));
        DateTime utc = instant.UtcDateTime;
        await Translates(
            org => org.Opportunities.Where(o => o.CloseDate > new DateOnly(2024, 1, 31)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate > 2024-01-31");
        await Translates(
            org => org.Opportunities.Where(o => o.CreatedDate < instant).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CreatedDate < 2024-01-31T13:04:05.678Z");
        await Translates(
            org => org.Opportunities.Where(o => o.CreatedDate < utc).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CreatedDate < 2024-01-31T13:04:05.678Z");
    }

    [Fact]
    public async Task Date_literals_are_values()
    {
        await Runs(org => org.Opportunities.Where(o => o.CloseDate == SoqlFunctions.ThisQuarter).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate = THIS_QUARTER");
        await Runs(org => org.Opportunities.Where(o => o.CreatedDate >= SoqlFunctions.LastNDays(30)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CreatedDate >= LAST_N_DAYS:30");
        await Runs(
            org => org.Opportunities.Where(o => !(o.CloseDate > SoqlFunctions.NMonthsAgo(2))).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate <= N_MONTHS_AGO:2");
        await Runs(org => org.Contacts.Where(c => c.Birthdate < SoqlFunctions.Today).Select(c => c.Id), "SELECT Id FROM Contact WHERE Birthdate < TODAY");
    }

    [Fact]
    public async Task Parts_of_dates_are_functions()
    {
        DateTime day = new(2024, 1, 31);
        await Translates(
            org => org.Opportunities.Where(o => o.CloseDate.Year == 2024 && o.CloseDate.Month == 3).Select(o => o.Id),
            "SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(CloseDate) = 2024 AND CALENDAR_MONTH(CloseDate) = 3");
        await Translates(
            org => org.Opportunities.Where(o => o.CloseDate.DayOfWeek == DayOfWeek.Monday).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE DAY_IN_WEEK(CloseDate) = 2");
        await Translates(
            org => org.Opportunities.Where(o => o.CreatedDate.Date == day).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE DAY_ONLY(CreatedDate) = 2024-01-31");
        await Translates(
            org => org.Opportunities.Where(o => DateOnly.FromDateTime(o.CreatedDate.UtcDateTime) != new DateOnly(2024, 1, 31)).Select(o => o.Id),
            "SELECT Id FROM Opportunity WHERE DAY_ONLY(CreatedDate) != 2024-01-31");
        await Translates(
            org => org.Contacts.Where(c => c.Birthdate!.Value.Month == 2).Select(c => c.Id), "SELECT Id FROM Contact WHERE CALENDAR_MONTH(Birthdate) = 2");
        await Runs(
            org => org.Opportunities.Where(o => SoqlFunctions.CalendarYear(SoqlFunctions.ConvertTimezone(o.CreatedDate)) == 2024).Select(o => o.Id),
            "SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(convertTimezone(CreatedDate)) = 2024");
    }

    [Fact]
    public async Task An_enum_is_its_picklist_value()
    {
        Stage? stage = Stage.Proposal;
        Stage[] stages = [Stage.ClosedWon, Stage.Prospecting];
        DealKind?[] kinds = [DealKind.New, null];
        await Translates(org => org.Deals.Where(o => o.Stage == Stage.ClosedWon).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE StageName = 'Closed Won'");
        await Translates(org => org.Deals.Where(o => o.Stage == stage).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE StageName = 'Proposal/Price Quote'");
        await Translates(org => org.Deals.Where(o => stages.Contains(o.Stage)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE StageName IN ('Closed Won', 'Prospecting')");
        await Translates(org => org.Deals.Where(o => kinds.Contains(o.Kind)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE Type IN ('New Customer') OR Type = null");
        await Translates(org => org.Deals.Where(o => o.Kind != DealKind.New).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE Type != 'New Customer'");
    }

    [Fact]
    public async Task Sets_of_choices_are_included()
    {
        await Runs(org => org.Contacts.Where(c => SoqlFunctions.Includes(c.Interests, "A;B", "C")).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('A;B', 'C')");
        await Runs(org => org.Contacts.Where(c => !SoqlFunctions.Includes(c.Interests, "A")).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('A')");
        await Runs(org => org.Contacts.Where(c => SoqlFunctions.Like(c.LastName, "Sm_t%")).Select(c => c.Id), "SELECT Id FROM Contact WHERE LastName LIKE 'Sm_t%'");
    }

    [Fact]
    public Task Parents_are_followed() => Translates(
        org => org.Contacts.Where(c => c.Account!.Owner!.Name == "Ann").Select(c => c.Id), "SELECT Id FROM Contact WHERE Account.Owner.Name = 'Ann'");

    [Fact]
    public Task Distance_is_measured() => Runs(
        org => org.Accounts.Where(a => SoqlFunctions.Distance(a.BillingAddress, 37.77, -122.4, DistanceUnit.Miles) < 20).Select(a => a.Id),
        "SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.77, -122.4), 'mi') < 20");

    [Fact]
    public async Task Children_become_semi_joins()
    {
        await Translates(
            org => org.Accounts.Where(a => a.Contacts.Any(c => c.LastName == "Smith")).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Smith')");
        await Translates(org => org.Accounts.Where(a => !a.Contacts.Any()).Select(a => a.Id), "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)");
        await Translates(
            org => org.Accounts.Where(a => a.Opportunities.All(o => o.IsWon)).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Opportunity WHERE IsWon = false)");
        await Translates(
            org => org.Accounts.Where(a => a.Contacts.Where(c => c.DoNotCall).Any()).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true)");
    }

    [Fact]
    public async Task Other_sets_become_semi_joins()
    {
        await Translates(
            org => org.Contacts.Where(c => org.Opportunities.Where(o => o.IsWon).Select(o => o.AccountId).Contains(c.AccountId)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)");
        await Translates(
            org => org.Accounts.Where(a => org.Contacts.Any(c => c.AccountId == a.Id && c.DoNotCall)).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true)");
    }

    [Fact]
    public Task A_polymorphic_lookup_is_asked_for_its_type() => Runs(
        org => org.Activities.Where(t => t.What is Account).Select(t => t.Id), "SELECT Id FROM Task WHERE What.Type = 'Account'");

    [Fact]
    public async Task Several_wheres_and_known_conditions_fold()
    {
        bool flag = true;
        bool off = false;
        await Translates(
            org => org.Accounts.Where(a => a.Rating == "Hot").Where(a => true && a.Industry == "Energy").Select(a => a.Id),
            "SELECT Id FROM Account WHERE Rating = 'Hot' AND Industry = 'Energy'");
        await Translates(
            org => org.Accounts.Where(a => flag ? a.Rating == "Hot" : a.Industry == "Energy").Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot'");
        await Translates(org => org.Accounts.Where(a => off || a.Rating == "Hot").Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot'");
        await Translates(org => org.Accounts.Where(a => flag).Select(a => a.Id), "SELECT Id FROM Account");
    }

    [Fact]
    public async Task A_closed_condition_is_not_read_further_than_csharp_would()
    {
        Account? account = null;
        await Translates(org => org.Contacts.Where(c => account == null || c.LastName == account.Name).Select(c => c.Id), "SELECT Id FROM Contact");
    }

    [Fact]
    public async Task Nullable_members_are_seen_through()
    {
        await Translates(org => org.Accounts.Where(a => a.AnnualRevenue.HasValue && a.AnnualRevenue.Value > 5).Select(a => a.Id),
            "SELECT Id FROM Account WHERE AnnualRevenue != null AND AnnualRevenue > 5");
        await Translates(org => org.Accounts.Where(a => !a.AnnualRevenue.HasValue).Select(a => a.Id), "SELECT Id FROM Account WHERE AnnualRevenue = null");
        double limit = 4.5;
        await Translates(org => org.Accounts.Where(a => (double?)a.AnnualRevenue < limit).Select(a => a.Id), "SELECT Id FROM Account WHERE AnnualRevenue < 4.5");
    }

    [Fact]
    public async Task An_order_with_null_matches_nothing_and_its_negation_everything()
    {
        decimal? nothing = null;
        await using CrmContext context = await QueryOrg.ContextAsync();
        Assert.Empty(await context.Accounts.Where(a => a.AnnualRevenue > nothing).ToListAsync());
        await Translates(org => org.Accounts.Where(a => !(a.AnnualRevenue > nothing)).Select(a => a.Id), "SELECT Id FROM Account");
    }

    [Fact]
    public Task A_condition_chooses_by_row() => Translates(
        org => org.Accounts.Where(a => a.Rating == "Hot" ? a.AnnualRevenue > 4 : a.Industry == "Energy").Select(a => a.Id),
        "SELECT Id FROM Account WHERE (Rating = 'Hot' AND AnnualRevenue > 4) OR (Rating != 'Hot' AND Industry = 'Energy')");

    [Fact]
    public async Task Generic_repositories_work()
    {
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string id = memory.Accounts.First().Id!;
        await Translates(org => ById(org.Accounts, id).Select(a => a.Name), $"SELECT Name FROM Account WHERE Id = '{id}'");

        static IQueryable<T> ById<T>(IQueryable<T> source, string id)
            where T : IHasId => source.Where(x => x.Id == id);
    }
}
