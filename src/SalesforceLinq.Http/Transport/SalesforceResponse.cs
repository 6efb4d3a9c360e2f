using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>A successful answer. Its body has not been read yet: dispose of the answer, or the connection stays taken.</summary>
public sealed class SalesforceResponse : IAsyncDisposable, IDisposable
{
    private readonly HttpResponseMessage? _message;

    internal SalesforceResponse(string request, HttpResponseMessage message, Stream body, bool changes)
        : this(request, message.StatusCode, body)
    {
        _message = message;
        Changes = changes;
        ContentType = message.Content.Headers.ContentType?.MediaType;
    }

    // An answer inside another one: a subrequest of a composite call.
    internal SalesforceResponse(string request, HttpStatusCode statusCode, Stream body)
    {
        Request = request;
        StatusCode = statusCode;
        Body = body;
        ContentType = "application/json";
    }

    /// <summary>Method and path of the request, without its query string.</summary>
    public string Request { get; }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The body, as it arrives and already decompressed. A broken or silent connection is a <see cref="SalesforceTransportException"/> here too.</summary>
    public Stream Body { get; }

    /// <summary>Media type of the body without its parameters, such as <c>application/json</c>; null when the answer has none.</summary>
    public string? ContentType { get; }

    /// <summary>How often the request was sent to get this answer, the successful time included: what it cost in API calls.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>Whether an earlier attempt was left without an answer and may have been carried out, so that this may be the second time.</summary>
    public bool EarlierAnswerLost { get; internal set; }

    /// <summary>The host that answered.</summary>
    internal string Server { get; init; } = "";

    /// <summary>Bytes of the body as its header says; 0 where it does not, as for a compressed one.</summary>
    internal int Length => (int)Math.Min(_message?.Content.Headers.ContentLength ?? 0, int.MaxValue);

    /// <summary>Whether the request changes something, so that an answer nobody can read leaves a doubt.</summary>
    internal bool Changes { get; }

    /// <summary>A header of the answer, or of its content.</summary>
    /// <param name="name">Name, without regard to case.</param>
    /// <returns>The value, several joined by commas; null when there is none.</returns>
    public string? Header(string name)
    {
        if (_message is null)
            return null;
        return _message.Headers.TryGetValues(name, out IEnumerable<string>? values) || _message.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
    }

    /// <summary>Reads the body as JSON, to its end.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The JSON, in which dates are text and numbers with a decimal point are <see cref="decimal"/>; null for an answer without a body (204).</returns>
    /// <exception cref="SalesforceTransportException">The body is not JSON, or was cut off.</exception>
    public async Task<JToken?> ReadJsonAsync(CancellationToken cancellationToken = default)
    {
        if (StatusCode == HttpStatusCode.NoContent)
            return null;
        using AnswerBuffer buffer = await BufferAsync(cancellationToken).ConfigureAwait(false);
        return Parsed(buffer, () => WireJson.Token(buffer.Bytes, buffer.Length));
    }

    /// <summary>Reads the body as JSON into an object, to its end.</summary>
    /// <typeparam name="T">Type to read; members without a property are left out.</typeparam>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SalesforceTransportException">The body is empty, is not JSON, was cut off, or does not fit the type.</exception>
    public async Task<T> ReadAsync<T>(CancellationToken cancellationToken = default)
    {
        using AnswerBuffer buffer = await BufferAsync(cancellationToken).ConfigureAwait(false);
        return Deserialized<T>(buffer) is { } value ? value : throw buffer.Bad("The answer is null.");
    }

    /// <summary>Reads the body as JSON, and makes of it what was asked for.</summary>
    /// <param name="convert">Makes the result; null where the answer is not one to the request.</param>
    /// <param name="problem">What is wrong then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<TResult> ReadAsync<T, TResult>(Func<T, TResult?> convert, string problem, CancellationToken cancellationToken)
        where TResult : class
    {
        using AnswerBuffer buffer = await BufferAsync(cancellationToken).ConfigureAwait(false);
        return Deserialized<T>(buffer) is { } value && convert(value) is { } result ? result : throw buffer.Bad($"The answer is wrong: {problem}.");
    }

    /// <summary>Reads the body as <see cref="ReadAsync{T}(CancellationToken)"/> does; an answer without a body, or null, gives the default.</summary>
    internal async Task<T?> ReadOrDefaultAsync<T>(CancellationToken cancellationToken)
    {
        using AnswerBuffer buffer = await AnswerBuffer.ReadAsync(this, cancellationToken).ConfigureAwait(false);
        if (buffer.Length == 0)
            return default;
        if (!IsJson)
            throw buffer.Bad($"JSON was expected, and the answer is '{ContentType ?? "of no type"}'.");
        return Deserialized<T>(buffer);
    }

    /// <summary>Reads the body as text, to its end.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string> ReadTextAsync(CancellationToken cancellationToken = default)
    {
        using AnswerBuffer buffer = await AnswerBuffer.ReadAsync(this, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer.Bytes, 0, buffer.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Body.Dispose();
        _message?.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        _message?.Dispose();
    }

    /// <summary>The body in memory, when it claims to be JSON and is not empty.</summary>
    internal async Task<AnswerBuffer> BufferAsync(CancellationToken cancellationToken)
    {
        await RequireJsonAsync(cancellationToken).ConfigureAwait(false);
        AnswerBuffer buffer = await AnswerBuffer.ReadAsync(this, cancellationToken).ConfigureAwait(false);
        return buffer.Length > 0 ? buffer : throw buffer.Bad("The answer is empty.");
    }

    /// <summary>Reports and disposes of an answer that claims to be something else than JSON.</summary>
    internal async Task RequireJsonAsync(CancellationToken cancellationToken)
    {
        if (IsJson)
            return;
        using (this)
        {
            using AnswerBuffer buffer = await AnswerBuffer.ReadAsync(this, cancellationToken).ConfigureAwait(false);
            throw buffer.Bad(buffer.Length == 0 ? "The answer is empty." : $"JSON was expected, and the answer is '{ContentType ?? "of no type"}'.");
        }
    }

    /// <summary>The exception for JSON that is not the answer to the request.</summary>
    internal SalesforceTransportException Unfit(JToken? answer, string problem)
    {
        string? text = answer?.ToString(Formatting.None);
        string? start = text is { Length: > AnswerBuffer.ShownCharacters } ? text[..AnswerBuffer.ShownCharacters] : text;
        return new SalesforceTransportException(Request, start is null ? $"The answer is wrong: {problem}." : $"The answer is wrong: {problem}. It begins: {start}")
        {
            StatusCode = StatusCode,
            BodyStart = start,
            MayHaveHappened = Changes,
            Attempts = Attempts,
        };
    }

    private bool IsJson => ContentType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    private static T? Deserialized<T>(AnswerBuffer buffer) => Parsed(buffer, () =>
    {
        using JsonTextReader reader = WireJson.Reader(buffer.Bytes, buffer.Length);
        T? value = WireJson.Serializer.Deserialize<T>(reader);
        return reader.Read() ? throw new JsonReaderException($"Unexpected '{reader.Value ?? reader.TokenType}' after the end of the JSON text.") : value;
    });

    [return: MaybeNull]
    private static T Parsed<T>(AnswerBuffer buffer, Func<T> parse)
    {
        try
        {
            return parse();
        }
        // A member that is an object where a text was expected is an ArgumentException of the JSON library.
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw buffer.Bad($"The answer cannot be read: {malformed.Message}", malformed);
        }
    }
}
