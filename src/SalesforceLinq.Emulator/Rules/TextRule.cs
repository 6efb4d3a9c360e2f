using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Texts are short enough, and e-mail addresses look like some.</summary>
internal sealed class TextRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (!field.IsText || !change.Changes(field) || change.After[field] is not string text)
                continue;
            if (field.Length > 0 && text.Length > field.Length)
                errors.Add(new RecordError("STRING_TOO_LONG", $"{field.Label}: data value too large: {text} (max length={field.Length})", [field.Name]));
            else if (field.Type == FieldType.Email && !IsEmail(text))
                errors.Add(new RecordError("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", [field.Name]));
        }
    }

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && text[^1] != '.'
            && !text.AsSpan().ContainsAny(" \t\r\n,;<>\"");
    }
}
