namespace SalesforceLinq.Emulator.Soql.Refusals;

/// <summary>Words what the grammar refuses. Grammar errors carry no context lines, as recorded.</summary>
internal static class SoqlRefusal
{
    public static SoqlException UnexpectedToken(string token) => Malformed($"unexpected token: {token}");

    public static SoqlException UnterminatedString() => Malformed("unexpected token: <EOF> (a string is not closed: ' is missing)");

    public static SoqlException UnexpectedCharacter(string text, int position)
    {
        int row = text.AsSpan(0, position).Count('\n') + 1;
        int column = position - (text.LastIndexOf('\n', Math.Max(position - 1, 0)) + 1);
        return Malformed($"line {row}:{Math.Max(column, 0)} no viable alternative at character '{text[position]}'");
    }

    public static SoqlException InvalidEscape(string sequence) => Malformed($"Invalid string literal: illegal escape sequence '{sequence}'");

    public static SoqlException MixedLogic(string token) =>
        Malformed($"unexpected token: {token} (AND, OR and NOT at one level need parentheses)");

    public static SoqlException TooDeep() =>
        new(SoqlErrorCodes.QueryTooComplicated, "Query is too complicated: its parentheses are nested too deeply.");

    public static SoqlException TooLong(int maximum) =>
        Malformed($"SOQL statements can not be longer than {maximum} characters.");

    public static SoqlException StringTooLong(int maximum) =>
        Malformed($"Strings in WHERE clauses cannot be longer than {maximum} characters.");

    public static SoqlException InvalidMoment(string token) => Malformed($"Invalid date or time: {token}");

    public static SoqlException NumberOutOfRange(string token) =>
        new(SoqlErrorCodes.NumberOutsideValidRange, $"The number is outside the valid range: {token}");

    public static SoqlException FunctionArguments(string call, string expected) =>
        Malformed($"Invalid arguments: {call}. Write {expected}.");

    public static SoqlException UnknownFunction(string name) => Malformed($"unexpected token: {name}");

    public static SoqlException HavingWithoutGroupBy() => Malformed("unexpected token: HAVING (HAVING needs GROUP BY)");

    public static SoqlException Malformed(string message) => new(SoqlErrorCodes.MalformedQuery, message);
}
