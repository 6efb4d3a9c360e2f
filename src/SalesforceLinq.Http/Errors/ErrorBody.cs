using System.Net;
using System.Xml;
using System.Xml.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Errors;

/// <summary>Turns the body of an answer that is no success into the exception it means; null when the body is not one of Salesforce's.</summary>
internal sealed class ErrorBody(string request, HttpStatusCode statusCode, TimeSpan? retryAfter)
{
    public SalesforceApiException? TryRead(byte[] utf8, int length)
    {
        ReadOnlySpan<byte> start = utf8.AsSpan(0, length).TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            return null;

        try
        {
            if (start[0] is (byte)'[' or (byte)'{')
                return FromJson(WireJson.Token(utf8, length));
            return start[0] == (byte)'<' ? FromXml(utf8, length) : FromText(start);
        }
        catch (Exception malformed) when (malformed is JsonException or XmlException or System.Text.DecoderFallbackException)
        {
            return null;
        }
    }

    private SalesforceApiException? FromJson(JToken body)
    {
        if (statusCode == HttpStatusCode.MultipleChoices && body is JArray records && records.All(record => record.Type == JTokenType.String))
            return new MultipleMatchesException(request, [.. records.Select(record => (string)record!)]);

        IReadOnlyList<SalesforceError> errors = ErrorList.Read(body);
        return errors.Count == 0 ? null : Exception(errors);
    }

    private SalesforceApiException? FromXml(byte[] utf8, int length)
    {
        using var stream = new MemoryStream(utf8, 0, length, writable: false);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        List<SalesforceError> errors =
        [
            .. XDocument.Load(reader).Descendants("Error")
                .Select(error => new SalesforceError((string?)error.Element("errorCode") ?? "", (string?)error.Element("message") ?? "", [])),
        ];
        return errors.Count == 0 ? null : Exception(errors);
    }

    // The identity services answer a dead token with this bare word instead of JSON.
    private SalesforceApiException? FromText(ReadOnlySpan<byte> text) => text.StartsWith("Bad_OAuth_Token"u8)
        ? Exception([new SalesforceError(SalesforceErrorCodes.InvalidSessionId, "Bad_OAuth_Token", [])])
        : null;

    private SalesforceApiException Exception(IReadOnlyList<SalesforceError> errors)
    {
        if (statusCode == HttpStatusCode.Unauthorized || Has(errors, SalesforceErrorCodes.InvalidSessionId))
            return new SessionExpiredException(request, statusCode, errors) { RetryAfter = retryAfter };
        if (Has(errors, SalesforceErrorCodes.RequestLimitExceeded))
            return new RequestLimitExceededException(request, statusCode, errors) { RetryAfter = retryAfter };
        if (statusCode == HttpStatusCode.NotFound)
            return new RecordNotFoundException(request, statusCode, errors) { RetryAfter = retryAfter };
        return new SalesforceApiException(request, statusCode, errors) { RetryAfter = retryAfter };
    }

    private static bool Has(IReadOnlyList<SalesforceError> errors, string code) =>
        errors.Any(error => string.Equals(error.ErrorCode, code, StringComparison.Ordinal));
}
