namespace SalesforceLinq.Emulator.Soql.Refusals;

/// <summary>Words what the schema's check refuses, with the lines that show where.</summary>
internal sealed class BindingRefusal(string query)
{
    private const string DescribeHint = "Please reference your WSDL or the describe call for the appropriate names.";

    public SoqlException NoSuchColumn(string field, string entity, int position) => At(
        SoqlErrorCodes.InvalidField,
        $"No such column '{field}' on entity '{entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. {DescribeHint}",
        position);

    public SoqlException NoSuchObject(string name, int position) => At(
        SoqlErrorCodes.InvalidType,
        $"sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. {DescribeHint}",
        position);

    public SoqlException NoSuchParent(string relationship, int position) => At(
        SoqlErrorCodes.InvalidField,
        $"Didn't understand relationship '{relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. {DescribeHint}",
        position);

    public SoqlException NoSuchChildren(string relationship, int position) => At(
        SoqlErrorCodes.InvalidType,
        $"Didn't understand relationship '{relationship}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. {DescribeHint}",
        position);

    public SoqlException NotFilterable(string field, int position) =>
        At(SoqlErrorCodes.InvalidField, $"field '{field}' can not be filtered in a query call", position);

    public SoqlException NotSortable(string field, int position) =>
        Malformed($"field '{field}' can not be sorted in a query call", position);

    public SoqlException NotGroupable(string field, int position) =>
        Malformed($"field '{field}' can not be grouped in a query call", position);

    public SoqlException NotAggregatable(string field, string function, int position) =>
        Malformed($"field {field} does not support aggregate operator {function.ToUpperInvariant()}", position);

    public SoqlException NotGrouped(string field, int position) => Malformed($"Field must be grouped or aggregated: {field}", position);

    public SoqlException DuplicateField(string field) => new(SoqlErrorCodes.InvalidField, $"duplicate field selected: {field}");

    public SoqlException DuplicateAlias(string alias, int position) => Malformed($"duplicate alias: {alias}", position);

    public SoqlException ValueType(string field, string type, bool quoted, int position) => At(
        SoqlErrorCodes.InvalidField,
        $"value of filter criterion for field '{field}' must be of type {type} and should {(quoted ? "" : "not ")}be enclosed in quotes",
        position);

    public SoqlException InvalidId(string value, int position) =>
        At(SoqlErrorCodes.InvalidQueryFilterOperator, $"invalid ID field: {value}", position);

    public SoqlException InvalidOperator(string type, int position) =>
        At(SoqlErrorCodes.InvalidQueryFilterOperator, $"invalid operator on {type} field", position);

    public SoqlException Offset(int maximum, int position) =>
        At(SoqlErrorCodes.NumberOutsideValidRange, $"Maximum SOQL offset allowed is {maximum}", position);

    public SoqlException Scope(string scope, int position) =>
        At(SoqlErrorCodes.InvalidQueryScope, $"Scope '{scope}' is not supported for this object", position);

    public SoqlException Malformed(string message, int position) => At(SoqlErrorCodes.MalformedQuery, message, position);

    private SoqlException At(string code, string message, int position) => new(code, ErrorContext.Locate(query, position, message));
}
