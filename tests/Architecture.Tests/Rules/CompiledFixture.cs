using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Rules;

/// <summary>Compiles an assembly that really references another, so that the reading of metadata is proved with the rule.</summary>
internal static class CompiledFixture
{
    public static Unit Referencing(string projectPath, string name, string referenced)
    {
        using var used = Compile(referenced, "public static class Used { public static int Value() => 1; }");
        using var guilty = Compile(name, "public static class User { public static int Value() => Used.Value(); }", MetadataReference.CreateFromStream(used));
        return BuiltAssembly.Read(projectPath, guilty);
    }

    private static MemoryStream Compile(string name, string source, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var assembly = new MemoryStream();
        var outcome = compilation.Emit(assembly);
        Assert.True(outcome.Success, string.Join('\n', outcome.Diagnostics));
        assembly.Position = 0;
        return assembly;
    }
}
