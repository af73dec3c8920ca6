using System.Text;
using System.Xml;

namespace EdgeQuake.Conformance;

/// <summary>Text that XML 1.0 can hold: what it cannot (control characters, lone surrogates) is shown as <c>\u0000</c>.</summary>
internal static class XmlText
{
    internal static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else
            {
                clean.Append($"\\u{(int)text[i]:x4}");
            }
        }

        return clean.ToString();
    }
}
