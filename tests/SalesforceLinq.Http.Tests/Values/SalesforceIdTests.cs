using CsCheck;

namespace SalesforceLinq.Http.Tests.Values;

public sealed class SalesforceIdTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("003e0000003GuNX", "003e0000003GuNXAA0")]
    [InlineData("001000000000001", "001000000000001AAA")]
    [InlineData("00DZZZZZZZZZZZZ", "00DZZZZZZZZZZZZ255")]
    public void Short_id_gets_its_suffix(string shortId, string fullId)
    {
        SalesforceId.Parse(shortId).Value.Should().Be(fullId);
        SalesforceId.Parse(fullId).Should().Be(SalesforceId.Parse(shortId));
        SalesforceId.Parse(fullId).ToCaseSensitiveString().Should().Be(shortId);
    }

    [Fact]
    public void Any_id_reads_back_and_a_changed_case_is_noticed() =>
        Gen.Int[0, Alphabet.Length - 1].Select(index => Alphabet[index]).Array[15].Select(characters => new string(characters)).Sample(
            text =>
            {
                var id = SalesforceId.Parse(text);
                string folded = id.Value.ToLowerInvariant();
                return SalesforceId.Parse(id.Value) == id
                    && id.Value.StartsWith(text, StringComparison.Ordinal)
                    && (folded == id.Value || !SalesforceId.IsValid(folded));
            },
            iter: 100_000);

    [Theory]
    [InlineData("")]
    [InlineData("001")]
    [InlineData("001000000000001AAB")]
    [InlineData("00100000000000!")]
    [InlineData("00100000000000é")]
    public void What_is_no_id_is_refused(string text)
    {
        SalesforceId.TryParse(text, out _).Should().BeFalse();
        Action parse = () => SalesforceId.Parse(text);
        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void Default_is_the_empty_id()
    {
        default(SalesforceId).IsEmpty.Should().BeTrue();
        default(SalesforceId).ToString().Should().BeEmpty();
        default(SalesforceId).Should().NotBe(SalesforceId.Parse("001000000000001"));
    }
}
