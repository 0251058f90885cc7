using System.Reflection;
using System.Text;

namespace Host.Tests.Storage;

/// <summary>An assembly that holds nothing but migration files.</summary>
internal sealed class ScriptAssembly(params (string Name, string Sql)[] scripts) : Assembly
{
    public override string[] GetManifestResourceNames() => [.. scripts.Select(s => ResourceName(s.Name))];

    public override Stream? GetManifestResourceStream(string name) =>
        new MemoryStream(Encoding.UTF8.GetBytes(scripts.Single(s => ResourceName(s.Name) == name).Sql));

    public override AssemblyName GetName() => new("Scripts");

    private static string ResourceName(string name) => $"Scripts.Migrations.{name}.sql";
}
