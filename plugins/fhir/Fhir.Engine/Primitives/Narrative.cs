using System.Collections.Frozen;
using System.Xml;

namespace Fhir.Engine.Primitives;

/// <summary>
/// The XHTML of a narrative (R4 2.4, invariants txt-1 and txt-2): formatting only. Nothing that runs gets into the
/// record, because a narrative may be shown as it is.
/// </summary>
internal static class Narrative
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "abbr", "acronym", "address", "area", "b", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
        "code", "col", "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "i", "img", "kbd", "li", "map", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var");

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
    };

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Check(string div)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(div), Settings);
            return CheckRoot(reader) ?? CheckContent(reader);
        }
        catch (XmlException malformed)
        {
            return $"the XHTML is not well formed at line {malformed.LineNumber}, position {malformed.LinePosition}";
        }
    }

    private static string? CheckRoot(XmlReader reader)
    {
        reader.MoveToContent();
        return reader is { NodeType: XmlNodeType.Element, LocalName: "div", NamespaceURI: Xhtml }
            ? null
            : $"a narrative is one div in the namespace {Xhtml}";
    }

    private static string? CheckContent(XmlReader reader)
    {
        var content = false;
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth == 0 && content)
                    {
                        return "a narrative is one div";
                    }
                    content |= reader.LocalName == "img";
                    if (CheckElement(reader) is { } error)
                    {
                        return error;
                    }
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    content |= !string.IsNullOrWhiteSpace(reader.Value);
                    break;
                case XmlNodeType.ProcessingInstruction:
                    return "a narrative holds no processing instruction";
                default:
                    break;
            }
        }
        while (reader.Read());
        return content ? null : "a narrative has some content (txt-2)";
    }

    private static string? CheckElement(XmlReader reader)
    {
        if (reader.NamespaceURI != Xhtml || !Elements.Contains(reader.LocalName))
        {
            return "a narrative holds formatting elements only (txt-1)";
        }
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || RunsScript(reader))
            {
                return "a narrative holds no script (txt-1)";
            }
        }
        reader.MoveToElement();
        return null;
    }

    // A browser drops control characters and spaces when it reads a link's scheme, so they are dropped here as well.
    private static bool RunsScript(XmlReader reader)
    {
        if (reader.LocalName is not ("href" or "src" or "background" or "action" or "longdesc" or "cite"))
        {
            return false;
        }
        var address = string.Concat(reader.Value.Where(c => c > ' '));
        return address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("data:text/", StringComparison.OrdinalIgnoreCase);
    }
}
