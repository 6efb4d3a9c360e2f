using System.Net;
using CsCheck;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class BodyTests
{
    [Fact]
    public Task A_body_is_sent_as_it_was_written_however_often_and_in_whatever_pieces() =>
        Gen.Byte.Array[0, 40_000].Array[0, 5].SampleAsync(
            async writes =>
            {
                byte[] whole = [.. writes.SelectMany(bytes => bytes)];
                using BodyBuffer body = new();
                foreach (byte[] bytes in writes)
                    body.Write(bytes);

                using HttpContent content = body.ToContent();
                content.Headers.ContentLength.Should().Be(whole.Length);
                (await SentAsync(content)).Should().Equal(whole);
                using HttpContent again = body.ToContent();
                (await SentAsync(again)).Should().Equal(whole);
                body.ToArray().Should().Equal(whole);
            },
            iter: 200);

    [Theory]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(20_000, true)]
    [InlineData(1, false)]
    [InlineData(200, false)]
    [InlineData(20_000, false)]
    public async Task An_answer_of_any_size_is_read_whole_whether_or_not_it_says_its_length(int items, bool saysLength)
    {
        string text = new JArray(Enumerable.Range(0, items).Select(i => $"item {i}")).ToString(Newtonsoft.Json.Formatting.None);
        await using SalesforceClient client = new StubOrg().Answers(text, change: answer =>
        {
            if (!saysLength)
                answer.Content = new UnmeasuredContent(answer.Content);
        }).Client();

        using SalesforceResponse response = await client.SendAsync(new SalesforceRequest(HttpMethod.Get, "anything"));

        (await response.ReadAsync<JArray>()).ToString(Newtonsoft.Json.Formatting.None).Should().Be(text);
    }

    private static async Task<byte[]> SentAsync(HttpContent content)
    {
        using MemoryStream network = new();
        await content.CopyToAsync(network);
        return network.ToArray();
    }

    private sealed class UnmeasuredContent : HttpContent
    {
        private readonly HttpContent _inner;

        public UnmeasuredContent(HttpContent inner)
        {
            _inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
