using System.Collections;
using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>What SOQL cannot say is refused before any call, with the reason and what to write instead: each refusal has its case here.</summary>
[Collection("Query org")]
public sealed class RefusalTests
{
    private static readonly string[] Many = [.. Enumerable.Range(0, 20_000).Select(i => $"Name {i}")];

    private static readonly Func<string, bool> Compiled = text => text == "x";

    private static readonly Dictionary<string, (Func<OddContext, object> Query, string Message)> Cases = new()
    {
        [nameof(Refusal.Method)] = (org => org.Contacts.Where(c => c.LastName.Substring(1) == "x"), "SOQL has no word for 'string.Substring', which 'c.LastName.Substring(1)' calls on a field. Ask with StartsWith, EndsWith, Contains or SoqlFunctions.Like*"),
        [nameof(Refusal.Condition)] = (org => org.Contacts.Where(c => c.LastName.Length > 3), "SOQL cannot say the condition 'c.LastName.Length > 3'. Compare a field with a value*"),
        [nameof(Refusal.FieldToField)] = (org => org.Contacts.Where(c => c.LastName == c.FirstName), "SOQL compares a field with a value, not with another field: 'c.LastName == c.FirstName'. *formula field*"),
        [nameof(Refusal.Arithmetic)] = (org => org.Accounts.Where(a => a.AnnualRevenue * 2 > 5), "SOQL does not compute with fields: '*AnnualRevenue*'. Move the computation to the value's side*"),
        [nameof(Refusal.StringComparisonArgument)] = (org => org.Contacts.Where(c => c.LastName.StartsWith("x", StringComparison.Ordinal)), "SOQL compares text without regard to case*Leave the argument out or use OrdinalIgnoreCase*"),
        [nameof(Refusal.ComparisonOutcome)] = (org => org.Contacts.Where(c => string.Compare(c.LastName, "x") == 1), "SOQL orders two texts, and knows no number for it*with 0 only."),
        [nameof(Refusal.CountOfChildren)] = (org => org.Accounts.Where(a => a.Contacts.Count > 3), "SOQL asks whether there are children, not how many*roll-up summary field*"),
        [nameof(Refusal.ValueOfChildren)] = (org => org.Accounts.Where(a => a.Opportunities.Sum(o => o.Amount) > 5), "SOQL's conditions ask whether a record has children of some kind, and compute nothing of them: 'a.Opportunities.Sum(o => o.Amount) > 5'. Ask with Any*"),
        [nameof(Refusal.OrderOfChoices)] = (org => org.Deals.Where(d => d.Stage >= Stage.ClosedWon), "SOQL orders the values of a picklist as text, and C# orders Stage by its numbers: 'd.Stage >= Stage.ClosedWon' would mean two things. List the values*"),
        [nameof(Refusal.WholeCompound)] = (org => org.Accounts.Where(a => a.BillingAddress == null), "SOQL filters by the parts of Account.BillingAddress*, and not by the whole: 'a.BillingAddress == null'. Compare a part of it, such as 'x.BillingAddress.City'*"),
        [nameof(Refusal.ChoiceSet)] = (org => org.Set<Picker>().Where(p => p.Interests!.All(i => i == "A")), "SOQL's INCLUDES asks a multi-select picklist*Use Contains, Any() or SoqlFunctions.Includes."),
        [nameof(Refusal.LikeOnOther)] = (org => org.Contacts.Where(c => SoqlFunctions.ToLabel(c.LastName)!.StartsWith("1")), "SOQL's LIKE looks into text only*"),
        [nameof(Refusal.LongText)] = (org => org.Oddities.Where(o => o.Description == "x"), "*Description* is a long text area, which SOQL can neither filter, sort nor group*SOSL*"),
        [nameof(Refusal.CompiledDelegate)] = (org => org.Contacts.Where(c => Compiled(c.LastName)), "*calls a compiled delegate, whose content cannot be seen. Keep it as an Expression*"),
        [nameof(Refusal.ListOfRow)] = (org => org.Contacts.Where(c => new[] { c.FirstName, c.LastName }.Contains(c.Email)), "The list of*is made of the row itself*Compare the fields one by one."),
        [nameof(Refusal.MarkerPlace)] = (org => org.Contacts.Rollup(), "'Rollup' belongs right after the operator it is about*"),
        [nameof(Refusal.Comparer)] = (org => org.Contacts.OrderBy(c => c.LastName, StringComparer.Ordinal), "SOQL compares in its own way, so 'OrderBy' cannot honour a comparer*"),
        [nameof(Refusal.Operator)] = (org => org.Contacts.Union(org.Contacts), "SOQL has no counterpart for 'Union'. Run two queries*"),
        [nameof(Refusal.OfType)] = (org => org.Contacts.Cast<IHasId>().OfType<Account>(), "SOQL reads one object at a time*'OfType<Account>' cannot pick some of them*"),
        [nameof(Refusal.AfterPaging)] = (org => org.Contacts.Take(5).Where(c => c.DoNotCall), "'Where' after Take or Skip asks for a query over part of a query*Put 'Where' before Take*"),
        [nameof(Refusal.GroupRows)] = (org => org.Contacts.GroupBy(c => c.LastName), "SOQL returns no rows inside a group*"),
        [nameof(Refusal.GroupPredicate)] = (org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Count(o => o.IsWon)), "SOQL aggregates a whole group*Filter the rows before GroupBy*"),
        [nameof(Refusal.GroupKey)] = (org => org.Contacts.GroupBy(c => c.LastName + "x").Select(g => g.Key), "SOQL groups by fields and their date functions*"),
        [nameof(Refusal.UngroupableField)] = (org => org.Opportunities.GroupBy(o => o.Amount).Select(g => g.Count()), "SOQL groups by texts, picklists*Opportunity.Amount*"),
        [nameof(Refusal.UnsortableField)] = (org => org.Accounts.OrderBy(a => a.BillingAddress), "SOQL orders by single values*Account.BillingAddress*"),
        [nameof(Refusal.AggregateOf)] = (org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Sum(o => o.Amount * 2)), "SOQL aggregates fields*"),
        [nameof(Refusal.OverGroups)] = (org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Count()).Distinct(), "SOQL makes groups of rows, and nothing of groups*"),
        [nameof(Refusal.OffsetTooLarge)] = (org => org.Contacts.OrderBy(c => c.Id).Skip(2001), "SOQL's OFFSET ends at 2,000, and Skip(2001) asks for more. Order by a key and continue after the last one seen*"),
        [nameof(Refusal.OrderKey)] = (org => org.Contacts.OrderBy(c => c.FirstName + c.LastName), "SOQL orders by fields*"),
        [nameof(Refusal.DistinctOf)] = (org => org.Contacts.Select(c => c.FirstName + c.LastName).Distinct(), "SOQL tells rows apart by their fields*"),
        [nameof(Refusal.Join)] = (org => org.Contacts.Join(org.Opportunities, c => c.AccountId, o => o.AccountId, (c, o) => c.Id), "SOQL joins along relationships only*"),
        [nameof(Refusal.OuterJoin)] = (org => org.Accounts.LeftJoin(org.Contacts, a => a.Id, c => c.AccountId, (a, c) => a.Name), "SOQL has no outer join from the parent*"),
        [nameof(Refusal.CrossJoin)] = (org => org.Accounts.SelectMany(a => org.Users, (a, u) => a.Name), "SOQL has no product of two objects*"),
        [nameof(Refusal.NoInverse)] = (org => org.Set<Owner>().SelectMany(o => o.Owned, (o, e) => new { o.Id, Owned = e.Id }), "*has no property for the way back*Map the parent on Owned*"),
        [nameof(Refusal.JoinOrder)] = (org => from a in org.Accounts join u in org.Users on a.OwnerId equals u.Id join c in org.Contacts on a.Id equals c.AccountId select c.Id, "SOQL reads a query with several joins from the lowest child*"),
        [nameof(Refusal.PolymorphicField)] = (org => org.Activities.Where(t => ((Account)t.What!).Industry == "x"), "Of a lookup that points at several objects, SOQL's conditions know only Id, Name and Type*"),
        [nameof(Refusal.PolymorphicEntity)] = (org => org.Activities.Select(t => t.What), "*may be a record of several objects, whose fields are not known as a whole*"),
        [nameof(Refusal.NestedTypeof)] = (org => org.Oddities.Select(o => o.Parent!.What is Account), "SOQL's TYPEOF reads a lookup of the row itself*"),
        [nameof(Refusal.WordInSelect)] = (org => org.Contacts.Select(c => SoqlFunctions.DayOnly(c.CreatedDate)), "*is a word of conditions, and cannot be selected*"),
        [nameof(Refusal.SubqueryInSelect)] = (org => org.Accounts.Select(a => org.Contacts.Count(c => c.AccountId == a.Id)), "SOQL selects the children of a record inside it*"),
        [nameof(Refusal.ChildrenOfParent)] = (org => org.Contacts.Select(c => c.Account!.Contacts), "SOQL selects the children of the row itself*"),
        [nameof(Refusal.SameChildren)] = (org => org.Accounts.Select(a => new { A = a.Contacts.Count(c => c.DoNotCall), B = a.Contacts.Count() }), "SOQL answers one query for each child relationship, and Contacts is asked for twice: for different children*Select what is needed of all of them once*"),
        [nameof(Refusal.DeepChildren)] = (org => org.Accounts.Include(a => a.Contacts).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases), "SOQL reads five levels of records*"),
        [nameof(Refusal.ManyChildQueries)] = (org => ManyIncludes(org), "SOQL allows 20 child queries, and this query has more*"),
        [nameof(Refusal.IncludeTwice)] = (org => org.Accounts.Include(a => a.Contacts.Where(c => c.DoNotCall)).Include(a => a.Contacts.Take(2)), "*is included twice with different filters*"),
        [nameof(Refusal.ManySemiJoins)] = (org => org.Accounts.Where(a => a.Contacts.Any() && a.Opportunities.Any() && a.Contacts.Any(c => c.DoNotCall)), "SOQL allows two subqueries in a WHERE*"),
        [nameof(Refusal.SemiJoinUnderOr)] = (org => org.Accounts.Where(a => a.Name == "x" || a.Contacts.Any()), "SOQL allows no subquery inside OR*"),
        [nameof(Refusal.NestedSemiJoin)] = (org => org.Accounts.Where(a => a.Contacts.Any(c => c.Cases.Any())), "SOQL allows no subquery inside a subquery of a condition*"),
        [nameof(Refusal.SemiJoinOfParent)] = (org => org.Set<Case>().Where(c => c.Contact!.Account!.Opportunities.Any()), "SOQL's subqueries compare with the Id or a lookup of the row itself*"),
        [nameof(Refusal.SemiJoinOverSame)] = (org => org.Contacts.Where(c => org.Contacts.Select(d => d.AccountId).Contains(c.AccountId)), "SOQL allows no subquery over the object of the outer query, Contact*"),
        [nameof(Refusal.UnlinkedSubquery)] = (org => org.Contacts.Where(c => org.Accounts.Any(a => a.Name == "x")), "SOQL has to compare a field of Account with one of the outer row*"),
        [nameof(Refusal.DeepPath)] = (org => org.Set<Case>().Where(c => c.Parent!.Parent!.Parent!.Parent!.Parent!.Parent!.Subject == "x"), "SOQL follows at most five relationships upward*"),
        [nameof(Refusal.Unmapped)] = (org => org.Oddities.Where(o => o.Extra == "x"), "'o.Extra' stands for no field of Contact: the property is not mapped*"),
        [nameof(Refusal.NoExtraFields)] = (org => org.Oddities.Where(o => o.Bag["Level__c"] == "x"), "*looks a value up in Oddity.Bag, which is not the property that takes extra fields*"),
        [nameof(Refusal.WithFieldsOfProjection)] = (org => org.Contacts.WithFields("Level__c").Select(c => c.LastName), "WithFields adds fields to whole entities*"),
        [nameof(Refusal.OnText)] = (org => org.Contacts.FromSoql($"SELECT Id FROM Contact WITH SECURITY_ENFORCED").Where(c => c.DoNotCall), "Nothing can be added by LINQ to this query, which is written as SOQL*"),
        [nameof(Refusal.WrittenSubquery)] = (org => org.Contacts.Where(c => org.Accounts.FromSoql($"SELECT Id FROM Account LIMIT 5").Any(a => a.Id == c.AccountId)), "SOQL text inside a condition may name an object and conditions, and nothing else*"),
        [nameof(Refusal.LastWithoutOrder)] = (org => new Func<object?>(() => org.Contacts.Last()), "Last needs an order*"),
        [nameof(Refusal.LongQuery)] = (org => org.Contacts.Where(c => Many.Contains(c.LastName)).OrderBy(c => c.LastName), "SOQL has up to 100,000 characters*it orders its rows*"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_refused_before_any_call(string refusal)
    {
        StubHandler calls = new();
        using SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = calls });
        await using OddContext context = new(new SalesforceContextOptionsBuilder<OddContext>().UseClient(client).Options);
        (Func<OddContext, object> query, string message) = Cases[refusal];
        Action run = () =>
        {
            object made = query(context);
            if (made is Func<object?> terminal)
                terminal();
            else
                ((IEnumerable)made).GetEnumerator();
        };
        QueryNotSupportedException refused = run.Should().Throw<QueryNotSupportedException>().WithMessage(message).Which;
        refused.Message.Should().EndWith(".").And.NotContainAny("value(", "DisplayClass", "op_Implicit", "MemoryExtensions", "Convert(", "IIF(", "<>", "{from");
        calls.Count.Should().Be(0);
    }

    [Fact]
    public void Every_refusal_has_a_case() => typeof(Refusal).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name).Distinct()
        .Should().BeSubsetOf(Cases.Keys);

    private static IQueryable<Crowd> ManyIncludes(OddContext org)
    {
        IQueryable<Crowd> query = org.Set<Crowd>();
        return query.Include(c => c.C01).Include(c => c.C02).Include(c => c.C03).Include(c => c.C04).Include(c => c.C05).Include(c => c.C06).Include(c => c.C07)
            .Include(c => c.C08).Include(c => c.C09).Include(c => c.C10).Include(c => c.C11).Include(c => c.C12).Include(c => c.C13).Include(c => c.C14)
            .Include(c => c.C15).Include(c => c.C16).Include(c => c.C17).Include(c => c.C18).Include(c => c.C19).Include(c => c.C20).Include(c => c.C21);
    }

    private sealed class StubHandler : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            throw new InvalidOperationException($"{request.RequestUri} was called.");
        }
    }
}

public sealed class OddContext(SalesforceContextOptions<OddContext> options) : SalesforceContext(options)
{
    public SObjectSet<Account> Accounts => Set<Account>();

    public SObjectSet<Contact> Contacts => Set<Contact>();

    public SObjectSet<Opportunity> Opportunities => Set<Opportunity>();

    public SObjectSet<User> Users => Set<User>();

    public SObjectSet<Activity> Activities => Set<Activity>();

    public SObjectSet<Oddity> Oddities => Set<Oddity>();

    public SObjectSet<Picker> Pickers => Set<Picker>();

    public SObjectSet<Deal> Deals => Set<Deal>();

    public SObjectSet<Case> Cases => Set<Case>();

    public SObjectSet<Owner> Owners => Set<Owner>();

    public SObjectSet<Crowd> Crowds => Set<Crowd>();
}

[SObject("Contact")]
public sealed class Oddity
{
    public string? Id { get; set; }

    [Field(LongText = true)]
    public string? Description { get; set; }

    [NotMapped]
    public string? Extra { get; set; }

    [NotMapped]
    public Dictionary<string, string> Bag { get; set; } = [];

    public string? ParentId { get; set; }

    public Activity? Parent { get; set; }
}

/// <summary>Knows its children, and they do not know it.</summary>
[SObject("Owner__c")]
public sealed class Owner
{
    public string? Id { get; set; }

    [Relationship("Owned__r", ForeignKey = "Owner__c")]
    public ICollection<Owned> Owned { get; set; } = [];
}

[SObject("Owned__c")]
public sealed class Owned
{
    public string? Id { get; set; }

    [Field("Owner__c")]
    public string? OwnerId { get; set; }
}

/// <summary>More child relationships than a query may ask for.</summary>
[SObject("Crowd__c")]
public sealed class Crowd
{
    public string? Id { get; set; }

    [Relationship("C01__r", ForeignKey = "C01__c")]
    public ICollection<Owned> C01 { get; set; } = [];

    [Relationship("C02__r", ForeignKey = "C02__c")]
    public ICollection<Owned> C02 { get; set; } = [];

    [Relationship("C03__r", ForeignKey = "C03__c")]
    public ICollection<Owned> C03 { get; set; } = [];

    [Relationship("C04__r", ForeignKey = "C04__c")]
    public ICollection<Owned> C04 { get; set; } = [];

    [Relationship("C05__r", ForeignKey = "C05__c")]
    public ICollection<Owned> C05 { get; set; } = [];

    [Relationship("C06__r", ForeignKey = "C06__c")]
    public ICollection<Owned> C06 { get; set; } = [];

    [Relationship("C07__r", ForeignKey = "C07__c")]
    public ICollection<Owned> C07 { get; set; } = [];

    [Relationship("C08__r", ForeignKey = "C08__c")]
    public ICollection<Owned> C08 { get; set; } = [];

    [Relationship("C09__r", ForeignKey = "C09__c")]
    public ICollection<Owned> C09 { get; set; } = [];

    [Relationship("C10__r", ForeignKey = "C10__c")]
    public ICollection<Owned> C10 { get; set; } = [];

    [Relationship("C11__r", ForeignKey = "C11__c")]
    public ICollection<Owned> C11 { get; set; } = [];

    [Relationship("C12__r", ForeignKey = "C12__c")]
    public ICollection<Owned> C12 { get; set; } = [];

    [Relationship("C13__r", ForeignKey = "C13__c")]
    public ICollection<Owned> C13 { get; set; } = [];

    [Relationship("C14__r", ForeignKey = "C14__c")]
    public ICollection<Owned> C14 { get; set; } = [];

    [Relationship("C15__r", ForeignKey = "C15__c")]
    public ICollection<Owned> C15 { get; set; } = [];

    [Relationship("C16__r", ForeignKey = "C16__c")]
    public ICollection<Owned> C16 { get; set; } = [];

    [Relationship("C17__r", ForeignKey = "C17__c")]
    public ICollection<Owned> C17 { get; set; } = [];

    [Relationship("C18__r", ForeignKey = "C18__c")]
    public ICollection<Owned> C18 { get; set; } = [];

    [Relationship("C19__r", ForeignKey = "C19__c")]
    public ICollection<Owned> C19 { get; set; } = [];

    [Relationship("C20__r", ForeignKey = "C20__c")]
    public ICollection<Owned> C20 { get; set; } = [];

    [Relationship("C21__r", ForeignKey = "C21__c")]
    public ICollection<Owned> C21 { get; set; } = [];
}
