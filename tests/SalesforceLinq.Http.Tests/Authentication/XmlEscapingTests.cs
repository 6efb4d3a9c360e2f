using System.Xml;
using System.Xml.Linq;
using CsCheck;
using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http.Tests.Authentication;

public sealed class XmlEscapingTests
{
    [Fact]
    public void Password_of_any_text_reads_back_from_the_soap_call() =>
        Gen.String.Where(text => text.Length > 0 && text.All(character => XmlConvert.IsXmlChar(character))).Sample(
            text => Read(text).ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n"), iter: 100_000);

    [Fact]
    public void Password_that_xml_cannot_carry_is_refused_without_being_shown()
    {
        Action write = () => SoapLogin.Write("user", "pass\u0000word", null);
        write.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("pass\u0000word");
    }

    private static string Read(string password)
    {
        using HttpContent content = SoapLogin.Write("user", password, null);
        using Stream body = content.ReadAsStream();
        return XElement.Load(body, LoadOptions.PreserveWhitespace).Descendants().Single(element => element.Name.LocalName == "password").Value;
    }
}
