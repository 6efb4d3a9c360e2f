using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>Pages of contacts as an org answers them: attributes on every record, datetimes with <c>+0000</c>, nulls, non-Latin text.</summary>
public static class ContactPage
{
    public const int RecordsPerPage = 2000;

    private static readonly string[] LastNames = ["Smith", "O'Neil", "Müller", "Иванова", "山田", "García", "Johnson", "Nguyễn"];
    private static readonly string[] Cities = ["Austin", "São Paulo", "Köln", "東京", "London", "Zürich"];
    private static readonly string[] Sources = ["Web", "Phone Inquiry", "Partner Referral", "Other"];

    // Salesforce escapes what JSON demands and no more: neither the plus of a date nor letters beyond ASCII.
    private static readonly JsonWriterOptions AsSalesforceWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One page in UTF-8, the same bytes for the same arguments.</summary>
    /// <param name="number">Which page, from 0.</param>
    /// <param name="pages">How many pages the query has; all but the last name the next one.</param>
    /// <param name="records">Records on this page.</param>
    public static byte[] Create(int number = 0, int pages = 1, int records = RecordsPerPage)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, AsSalesforceWrites))
        {
            json.WriteStartObject();
            json.WriteNumber("totalSize", pages * records);
            json.WriteBoolean("done", number == pages - 1);
            if (number < pages - 1)
                json.WriteString("nextRecordsUrl", $"/services/data/v66.0/query/01gBench0000000001-{(number + 1) * records}");
            json.WriteStartArray("records");
            Random random = new(4711 + number);
            for (int i = 0; i < records; i++)
                WriteRecord(json, number * records + i, random);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The id of the record with this number: 15 characters and their checksum, which is <c>AAA</c> without capitals.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"003{number:d12}AAA");

    private static void WriteRecord(Utf8JsonWriter json, int number, Random random)
    {
        string id = Id(number);
        string last = LastNames[random.Next(LastNames.Length)];
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        json.WriteString("type", "Contact");
        json.WriteString("url", "/services/data/v66.0/sobjects/Contact/" + id);
        json.WriteEndObject();
        json.WriteString("Id", id);
        json.WriteString("FirstName", random.Next(5) == 0 ? null : "First" + random.Next(500).ToString(CultureInfo.InvariantCulture));
        json.WriteString("LastName", last);
        json.WriteString("Email", $"contact{number}@example.com");
        json.WriteString("Phone", $"+1 512 555 {random.Next(1000, 9999)}");
        json.WriteString("MobilePhone", random.Next(2) == 0 ? null : $"+1 512 555 {random.Next(1000, 9999)}");
        json.WriteString("Title", "Senior \"Buyer\"");
        json.WriteString("Department", random.Next(3) == 0 ? null : "Procurement");
        json.WriteString("LeadSource", Sources[random.Next(Sources.Length)]);
        json.WriteString("MailingStreet", $"{random.Next(1, 400)} Constitution Place\nFloor {random.Next(1, 30)}");
        json.WriteString("MailingCity", Cities[random.Next(Cities.Length)]);
        json.WriteString("MailingPostalCode", random.Next(10000, 99999).ToString(CultureInfo.InvariantCulture));
        json.WriteString("MailingCountry", "USA");
        json.WriteString("AccountId", string.Create(CultureInfo.InvariantCulture, $"001{number % 200:d12}AAA"));
        json.WriteString("Birthdate", random.Next(4) == 0 ? null : $"19{random.Next(50, 99)}-0{random.Next(1, 9)}-1{random.Next(0, 9)}");
        json.WriteBoolean("DoNotCall", random.Next(2) == 0);
        json.WriteBoolean("HasOptedOutOfEmail", random.Next(9) == 0);
        if (random.Next(3) == 0)
            json.WriteNull("Score__c");
        else
            json.WriteNumber("Score__c", random.Next(1000) / 4m + 0.0m);
        json.WriteString("CreatedDate", $"2024-0{random.Next(1, 9)}-1{random.Next(0, 9)}T15:05:08.{random.Next(100, 999)}+0000");
        json.WriteString("LastModifiedDate", $"2025-0{random.Next(1, 9)}-1{random.Next(0, 9)}T15:05:08.{random.Next(100, 999)}+0000");
        json.WriteEndObject();
    }
}
