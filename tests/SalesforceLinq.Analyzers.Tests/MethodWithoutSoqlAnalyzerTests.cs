namespace SalesforceLinq.Analyzers.Tests;

public sealed class MethodWithoutSoqlAnalyzerTests : AnalyzerTest<MethodWithoutSoqlAnalyzer>
{
    [Theory]
    [InlineData("_ = context.Contacts.Where(c => [|c.LastName.Normalize()|] == name);")]
    [InlineData("_ = context.Contacts.Where(c => [|Own.Normalize(c.Email)|] == name).Select(c => c.Id);")]
    [InlineData("_ = context.Contacts.OrderBy(c => [|c.LastName.Substring(1)|]);")]
    [InlineData("_ = context.Contacts.Where(c => [|c.LastName.Trim('x')|] == name);")]
    [InlineData("_ = context.Contacts.Where(c => [|c.Interests.ToString()|] == name);")]
    [InlineData("_ = context.Contacts.AsNoTracking().Where(c => [|c.CreatedDate.AddDays(1)|] > DateTimeOffset.MinValue);")]
    [InlineData("_ = context.Contacts.Recent().Where(c => [|Math.Abs(c.LastName.Length)|] > 1);")]
    [InlineData("_ = context.Contacts.First(c => [|string.IsInterned(c.Email!)|] == name);")]
    [InlineData("_ = context.Contacts.FirstAsync(c => [|c.Email!.Normalize()|] == name);")]
    [InlineData("_ = context.Contacts.Max(c => [|Own.Normalize(c.Email)|]);")]
    [InlineData("_ = context.Contacts.Where(c => [|c.Contains(name)|]);")]
    [InlineData("_ = context.Contacts.GroupBy(c => [|c.LastName.Normalize()|], (key, contacts) => key.Normalize());")]
    public Task Method_on_a_field_is_reported(string statement) => Reports(statement);

    [Fact]
    public Task Method_in_a_where_clause_is_reported() => Reports(
        "_ = from c in context.Contacts where [|c.LastName.Normalize()|] == name select c.LastName.Normalize();");

    [Fact]
    public Task Method_after_a_join_is_reported() => Reports(
        """
        _ = from a in context.Accounts join c in context.Contacts on a.Id equals c.AccountId
            where [|c.LastName.Normalize()|] == name select new { a.Name, Last = c.LastName.Normalize() };
        """);

    [Fact]
    public Task Method_in_a_filter_on_children_is_reported() => Reports(
        "_ = context.Accounts.Where(a => a.Contacts.Any(c => [|c.LastName.Normalize()|] == name));");

    [Fact]
    public Task Method_in_a_filtered_include_is_reported() => Reports(
        "_ = context.Accounts.Include(a => a.Contacts.Where(c => [|c.LastName.Normalize()|] == name));");

    [Fact]
    public Task Method_in_a_semi_join_is_reported_once() => Reports(
        "_ = context.Accounts.Where(a => context.Contacts.Where(c => [|c.LastName.Normalize()|] == name).Select(c => c.AccountId).Contains(a.Id));");

    [Fact]
    public Task Query_in_a_local_is_followed() => Reports(
        "var query = context.Contacts.Where(c => c.Email != null); query = query.Where(c => [|c.LastName.Normalize()|] == name);");

    [Theory]
    [InlineData("c.LastName.StartsWith(name, [|x|])", "StringComparison.Ordinal")]
    [InlineData("c.LastName.Equals(name, [|x|])", "StringComparison.InvariantCulture")]
    public Task Comparison_that_looks_at_case_is_reported(string call, string comparison) => Reports(
        $"_ = context.Contacts.Where(c => [|{call.Replace("[|x|]", comparison)}|]);");

    [Theory]
    [InlineData("c.LastName.StartsWith(name) || c.LastName.EndsWith(name) || c.LastName.Contains(name)")]
    [InlineData("c.LastName.Equals(name, StringComparison.OrdinalIgnoreCase) || c.LastName.ToLower() == name || c.LastName.ToUpper() == name || c.LastName.Trim() == name")]
    [InlineData("string.Compare(c.LastName, name) > 0 || c.LastName.CompareTo(name) < 0 || string.IsNullOrEmpty(c.Email) || string.IsNullOrWhiteSpace(c.Email)")]
    [InlineData("names.Contains(c.AccountId) || new List<string?>(names).Contains(c.Id) || new HashSet<string?>(names).Contains(c.Id)")]
    [InlineData("c.CreatedDate.Year == 2024 && DateOnly.FromDateTime(c.CreatedDate.Date) == new DateOnly(2024, 1, 31)")]
    [InlineData("c.Interests.HasFlag(Interests.Chess) && c.CreatedDate.ToUniversalTime() > DateTimeOffset.UnixEpoch")]
    [InlineData("SoqlFunctions.Includes(c.Interests, name) || c.CreatedDate > SoqlFunctions.LastNDays(30)")]
    [InlineData("SoqlFunctions.Field<string>(c, \"Level__c\") == name && (string?)c.Extra[\"Level__c\"] != name")]
    [InlineData("object.Equals(c.Email, name) || c.CreatedDate.Equals(DateTimeOffset.MinValue)")]
    public Task Method_that_soql_can_say_is_not_reported(string condition) => Reports($"_ = context.Contacts.Where(c => {condition});");

    [Theory]
    [InlineData("c.LastName == name.Normalize()")]
    [InlineData("c.LastName == Own.Normalize(name)")]
    [InlineData("names.Select(n => n.Normalize()).Contains(c.LastName)")]
    [InlineData("c.CreatedDate > DateTimeOffset.MinValue.AddDays(1)")]
    public Task Call_without_the_record_is_evaluated_beforehand_and_not_reported(string condition) => Reports(
        $"_ = context.Contacts.Where(c => {condition});");

    [Theory]
    [InlineData("_ = context.Contacts.Select(c => new { Up = Own.Normalize(c.Email) });")]
    [InlineData("_ = context.Accounts.SelectMany(a => a.Contacts, (a, c) => c.LastName.Normalize());")]
    [InlineData("_ = context.Accounts.Select(a => a.Contacts.Where(c => c.Email != null).Select(c => c.LastName.Normalize()).ToList());")]
    [InlineData("_ = context.Accounts.Join(context.Contacts, a => a.Id, c => c.AccountId, (a, c) => a.Name.Normalize() + c.LastName);")]
    [InlineData("_ = context.Contacts.Select(c => c.LastName.Normalize()).Take(5);")]
    [InlineData("_ = context.Contacts.GroupBy(c => c.LastName).Select(g => new { Key = g.Key.Normalize(), N = g.Count() });")]
    [InlineData("_ = context.Contacts.Select(c => new { c.Id, Parts = names.Where(n => n.Normalize() == c.LastName.Normalize()).ToList() });")]
    [InlineData("_ = from c in context.Contacts let up = Own.Normalize(c.Email) select up.Normalize();")]
    public Task Final_projection_computes_in_memory_and_is_not_reported(string statement) => Reports(statement);

    [Theory]
    [InlineData("_ = list.Where(c => c.LastName.Normalize() == name);")]
    [InlineData("_ = from c in list where c.LastName.Normalize() == name select c;")]
    [InlineData("Func<Contact, bool> own = c => c.LastName.Normalize() == name; _ = list.Where(own);")]
    [InlineData("_ = context.Contacts.Local.Where(c => c.LastName.Normalize() == name);")]
    [InlineData("_ = list.AsQueryable().Where(c => c.LastName.Normalize() == name);")]
    [InlineData("_ = context.Contacts.AsEnumerable().Where(c => c.LastName.Normalize() == name);")]
    [InlineData("_ = context.Contacts.ToList().AsQueryable().Where(c => c.LastName.Normalize() == name);")]
    [InlineData("_ = context.Contacts.AsAsyncEnumerable().Where(c => c.LastName.Normalize() == name);")]
    public Task Sequence_in_memory_is_not_reported(string statement) => Reports(statement);
}
