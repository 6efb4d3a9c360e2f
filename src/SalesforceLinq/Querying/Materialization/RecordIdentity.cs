using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Finds which record a row stands for, when there is something to say about it.</summary>
internal static class RecordIdentity
{
    /// <summary>The record's id, by its field <c>Id</c> or by the address in its <c>attributes</c>.</summary>
    /// <param name="reader">Before the row's opening brace.</param>
    /// <returns><see langword="null"/> where the row says neither, in the bytes at hand.</returns>
    public static string? Find(Utf8JsonReader reader)
    {
        string? address = null;
        try
        {
            int row = reader.Read() ? reader.CurrentDepth : 0;
            while (reader.Read() && reader.CurrentDepth > row)
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                bool isId = reader.CurrentDepth == row + 1 && reader.ValueTextEquals("Id"u8);
                bool isAddress = reader.CurrentDepth == row + 2 && reader.ValueTextEquals("url"u8);
                if (!(isId || isAddress) || !reader.Read() || reader.TokenType != JsonTokenType.String)
                    continue;
                if (isId)
                    return reader.GetString();
                address = reader.GetString();
            }
        }
        catch (JsonException)
        {
            // What comes after the value that did not fit is no concern of this report.
        }

        return address?[(address.LastIndexOf('/') + 1)..];
    }
}
