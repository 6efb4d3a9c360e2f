using System.Buffers.Text;
using System.Text.Json;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks.Peers;

/// <summary>
/// The floor: what a person would write for this one type and this one page, with the whole page in memory.
/// No general reader can be faster, because it has to look up what is spelled out here.
/// </summary>
public static class HandWrittenReader
{
    public static List<Contact> ReadPage(ReadOnlySpan<byte> page)
    {
        List<Contact> contacts = new(2000);
        Utf8JsonReader reader = new(page);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("records"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                    contacts.Add(ReadContact(ref reader));
            }
        }

        return contacts;
    }

    public static DateTimeOffset ReadInstant(ReadOnlySpan<byte> text)
    {
        Utf8Parser.TryParse(text[..4], out int year, out _);
        return new DateTimeOffset(
            year, Two(text, 5), Two(text, 8), Two(text, 11), Two(text, 14), Two(text, 17), Two(text, 20) * 10 + (text[22] - '0'), TimeSpan.Zero);
    }

    private static Contact ReadContact(ref Utf8JsonReader reader)
    {
        Contact contact = new();
        Next(ref reader);
        reader.Skip();
        contact.Id = Text(ref reader)!;
        contact.FirstName = Text(ref reader);
        contact.LastName = Text(ref reader)!;
        contact.Email = Text(ref reader);
        contact.Phone = Text(ref reader);
        contact.MobilePhone = Text(ref reader);
        contact.Title = Text(ref reader);
        contact.Department = Text(ref reader);
        contact.LeadSource = Text(ref reader);
        contact.MailingStreet = Text(ref reader);
        contact.MailingCity = Text(ref reader);
        contact.MailingPostalCode = Text(ref reader);
        contact.MailingCountry = Text(ref reader);
        contact.AccountId = Text(ref reader);
        contact.Birthdate = Date(ref reader);
        contact.DoNotCall = Boolean(ref reader);
        contact.HasOptedOutOfEmail = Boolean(ref reader);
        contact.Score = Number(ref reader);
        contact.CreatedDate = Instant(ref reader);
        contact.LastModifiedDate = Instant(ref reader);
        reader.Read();
        return contact;
    }

    private static void Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Read();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.GetString();
    }

    private static bool Boolean(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.GetBoolean();
    }

    private static double? Number(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();
    }

    private static DateOnly? Date(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
            return null;

        ReadOnlySpan<byte> text = reader.ValueSpan;
        Utf8Parser.TryParse(text[..4], out int year, out _);
        return new DateOnly(year, Two(text, 5), Two(text, 8));
    }

    private static DateTimeOffset Instant(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return ReadInstant(reader.ValueSpan);
    }

    private static int Two(ReadOnlySpan<byte> text, int at) => (text[at] - '0') * 10 + (text[at + 1] - '0');
}
