namespace SalesforceLinq.Tests.Querying.Materialization;

public sealed class MisfitTests
{
    [Theory]
    [InlineData("\"Small__c\":\"secret\"", "Small__c", "a text")]
    [InlineData("\"Small__c\":1.5", "Small__c", "a number")]
    [InlineData("\"Small__c\":2147483648", "Small__c", "a number")]
    [InlineData("\"Small__c\":null", "Small__c", "null")]
    [InlineData("\"Exact__c\":1E40", "Exact__c", "a number")]
    [InlineData("\"Real__c\":1E400", "Real__c", "a number")]
    [InlineData("\"Flag__c\":1", "Flag__c", "a number")]
    [InlineData("\"Name\":true", "Name", "true or false")]
    [InlineData("\"Name\":{\"secret\":1}", "Name", "an object")]
    [InlineData("\"Day__c\":[1]", "Day__c", "a list")]
    [InlineData("\"Day__c\":\"2024-02-30\"", "Day__c", "a text")]
    [InlineData("\"Day__c\":\"29.02.2024\"", "Day__c", "a text")]
    [InlineData("\"At__c\":\"2024-13-08T15:05:08.123+0000\"", "At__c", "a text")]
    [InlineData("\"Time__c\":\"secret\"", "Time__c", "a text")]
    [InlineData("\"Bytes__c\":\"*secret*\"", "Bytes__c", "a text")]
    public async Task The_message_names_object_field_kind_type_and_record_and_not_the_value(string member, string field, string kind)
    {
        await using RowContext context = PageStub.Rows($$"""{"Id":"a01000000000001AAA",{{member}}}""");

        MaterializationException misfit = (await context.Rows.Invoking(rows => rows.ToListAsync()).Should().ThrowAsync<MaterializationException>()).Which;

        misfit.Message.Should().Match($"The field Row__c.{field} holds {kind}, which does not fit Row.* of type *. * The record is a01000000000001AAA.");
        (misfit.ObjectName, misfit.FieldName, misfit.RecordId).Should().Be(("Row__c", field, "a01000000000001AAA"));
        misfit.ToString().Should().NotContain("secret").And.NotContain("2147483648");
    }

    [Fact]
    public async Task The_value_is_shown_where_sensitive_data_may_be()
    {
        await using RowContext context = PageStub.Context([PageStub.Page(["""{"attributes":{"type":"Row__c","url":"/services/data/v66.0/sobjects/Row__c/a01000000000009AAA"},"Bytes__c":"*secret*"}"""])], showsValues: true);

        MaterializationException misfit = (await context.Rows.Invoking(rows => rows.ToListAsync()).Should().ThrowAsync<MaterializationException>()).Which;

        misfit.Message.Should().Match("*holds a text ('*secret*'), which does not fit*").And.EndWith("The record is a01000000000009AAA.");
        misfit.InnerException.Should().BeOfType<FormatException>();
    }

    [Fact]
    public async Task A_record_is_named_by_its_address_where_a_projection_does_not_read_its_id()
    {
        await using RowContext context = PageStub.Rows(
            """{"attributes":{"type":"Row__c","url":"/services/data/v66.0/sobjects/Row__c/a01000000000001AAA"},"Name":"a","Whole__c":1}""",
            """{"attributes":{"type":"Row__c","url":"/services/data/v66.0/sobjects/Row__c/a01000000000002AAA"},"Name":"b","Whole__c":"x"}""");

        (await context.Rows.Select(row => new { row.Name, row.Whole }).Invoking(rows => rows.ToListAsync()).Should().ThrowAsync<MaterializationException>())
            .WithMessage("The field Row__c.Whole__c holds a text*The record is a01000000000002AAA.");
    }

    [Fact]
    public async Task A_page_with_something_else_than_records_is_refused()
    {
        await using RowContext context = PageStub.Context(["""{"totalSize":1,"done":true,"records":[1]}"""]);

        (await context.Rows.Invoking(rows => rows.ToListAsync()).Should().ThrowAsync<Http.SalesforceTransportException>()).WithMessage("*The records of a page are objects.*");
    }
}
