using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>A multi-select picklist mapped to flags is asked by bits, as C# asks flags.</summary>
public sealed class FlagsTests : TranslationTest
{
    [Fact]
    public async Task A_flag_that_is_set_is_included()
    {
        Interest flag = Interest.B;
        const string Soql = "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('B')";
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.B) == Interest.B).Select(c => c.Id), Soql);
        await Translates(org => org.Choosers.Where(c => (c.Interests & flag) == flag).Select(c => c.Id), Soql);
        await Translates(org => org.Choosers.Where(c => Interest.B == (Interest.B & c.Interests)).Select(c => c.Id), Soql);
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.B) != 0).Select(c => c.Id), Soql);
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.B) != Interest.None).Select(c => c.Id), Soql);
        await Translates(org => org.Choosers.Where(c => !((c.Interests & Interest.B) == 0)).Select(c => c.Id), Soql);
    }

    [Fact]
    public async Task Several_flags_are_asked_for_together_or_one_of_them()
    {
        await Translates(
            org => org.Choosers.Where(c => (c.Interests & (Interest.A | Interest.B)) == (Interest.A | Interest.B)).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('A;B')");
        await Translates(org => org.Choosers.Where(c => (c.Interests & (Interest.A | Interest.B)) != 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('A', 'B')");
        await Translates(org => org.Choosers.Where(c => (c.Interests & (Interest.A | Interest.B)) == 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('A', 'B')");
        await Translates(
            org => org.Choosers.Where(c => (c.Interests & (Interest.A | Interest.B)) == Interest.A).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('A') AND Interests__c EXCLUDES ('B')");
        await Translates(
            org => org.Choosers.Where(c => (c.Interests & (Interest.A | Interest.B)) != Interest.A).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('A') OR Interests__c INCLUDES ('B')");
        await Translates(org => org.Choosers.Where(c => (c.Interests & ~Interest.A) == 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('B', 'C', 'D')");
    }

    [Fact]
    public async Task What_no_set_can_be_is_not_asked()
    {
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.A) == Interest.B).Select(c => c.Id), "SELECT Id FROM Contact LIMIT 0");
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.A) != Interest.B).Select(c => c.Id), "SELECT Id FROM Contact");
        await Translates(org => org.Choosers.Where(c => (c.Interests & (Interest)64) == (Interest)64).Select(c => c.Id), "SELECT Id FROM Contact LIMIT 0");
        await Translates(org => org.Choosers.Where(c => (c.Interests & Interest.None) == Interest.None).Select(c => c.Id), "SELECT Id FROM Contact");
    }

    [Fact]
    public async Task No_value_is_not_the_same_as_no_flag()
    {
        Interest? nothing = null;
        await Translates(org => org.Undecideds.Where(c => (c.Interests & Interest.B) == Interest.B).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('B')");
        await Translates(org => org.Undecideds.Where(c => (c.Interests & Interest.B) == 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('B') AND Interests__c != null");
        await Translates(org => org.Undecideds.Where(c => (c.Interests & Interest.B) != 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('B') OR Interests__c = null");
        await Translates(org => org.Undecideds.Where(c => (c.Interests & Interest.B) == nothing).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c = null");
        await Translates(org => org.Undecideds.Where(c => (c.Interests & nothing) == Interest.B).Select(c => c.Id), "SELECT Id FROM Contact LIMIT 0");
    }

    [Fact]
    public async Task Flags_have_no_order()
    {
        await Refuses(org => org.Choosers.Where(c => (c.Interests & Interest.B) > 0), "SOQL's INCLUDES asks a multi-select picklist*");
        await Refuses(org => org.Choosers.Where(c => (c.Interests & Interest.B) == c.Interests), "SOQL's INCLUDES asks a multi-select picklist*");
        await Refuses(org => org.Accounts.Where(a => (a.NumberOfEmployees & 1) == 1), "SOQL does not compute with fields*");
    }
}
