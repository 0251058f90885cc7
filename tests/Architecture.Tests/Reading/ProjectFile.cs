using System.Xml.Linq;

namespace Architecture.Tests.Reading;

/// <summary>Reads what a project file references: also what the compiler would leave out for want of use.</summary>
internal static class ProjectFile
{
    private static readonly string[] _references = ["ProjectReference", "PackageReference", "FrameworkReference"];

    public static Unit Read(SourceFile file) => new(
        file.Path, Path.GetFileNameWithoutExtension(file.Path),
        [.. XDocument.Parse(file.Text).Descendants().Where(IsReference).Select(NameOf)]);

    public static string AssemblyName(SourceFile file) =>
        XDocument.Parse(file.Text).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(file.Path);

    private static bool IsReference(XElement element) =>
        _references.Contains(element.Name.LocalName) && element.Attribute("Include") is not null
        && !string.Equals(element.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(XElement reference)
    {
        var include = reference.Attribute("Include")!.Value;
        return reference.Name.LocalName == "ProjectReference" ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/')) : include;
    }
}
