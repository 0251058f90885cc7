using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath.Operations;
using Fhir.Engine.FhirPath.Syntax;

namespace Fhir.Engine.FhirPath;

/// <summary>Turns a syntax tree into operations. What it does not know it reports: it never guesses.</summary>
internal sealed class PathCompiler
{
    private readonly FhirDefinitions _definitions;
    private string? _unsupported;

    private PathCompiler(FhirDefinitions definitions) => _definitions = definitions;

    /// <summary>The operation, or null with what is not supported.</summary>
    public static PathOperation? Compile(FhirDefinitions definitions, Expression expression, out string? unsupported)
    {
        var compiler = new PathCompiler(definitions);
        var operation = compiler.Compile(expression);
        unsupported = compiler._unsupported;
        return unsupported is null ? operation : null;
    }

    private PathOperation Compile(Expression expression) => expression switch
    {
        LiteralExpression literal => new LiteralOperation(literal.Value),
        NameExpression { Name: "$this" } => FocusOperation.Instance,
        NameExpression name when _definitions.FindType(name.Name) is { Kind: TypeKind.Resource } => new RootOperation(name.Name),
        NameExpression name when name.Name[0] != '$' => new MemberOperation(FocusOperation.Instance, name.Name),
        MemberExpression member => new MemberOperation(Compile(member.Source), member.Name),
        IndexExpression { Index: LiteralExpression { Value: decimal at } } index => new IndexOperation(Compile(index.Source), (int)at),
        CallExpression call => Call(call),
        BinaryExpression binary => Operator(binary),
        _ => Unsupported(expression.ToString()),
    };

    private PathOperation Operator(BinaryExpression binary) => binary switch
    {
        { Operator: "as", Right: NameExpression type } => new OfTypeOperation(Compile(binary.Left), type.Name),
        { Operator: "is", Right: NameExpression type } => new IsOperation(Compile(binary.Left), type.Name),
        { Operator: "|" } => new UnionOperation(Compile(binary.Left), Compile(binary.Right)),
        { Operator: "=" } => new EqualOperation(Compile(binary.Left), Compile(binary.Right), negated: false),
        { Operator: "!=" } => new EqualOperation(Compile(binary.Left), Compile(binary.Right), negated: true),
        { Operator: "and" } => new LogicOperation(Compile(binary.Left), Compile(binary.Right), isAnd: true),
        { Operator: "or" } => new LogicOperation(Compile(binary.Left), Compile(binary.Right), isAnd: false),
        _ => Unsupported($"operator {binary.Operator}"),
    };

    private PathOperation Call(CallExpression call)
    {
        var source = call.Source is null ? FocusOperation.Instance : Compile(call.Source);
        return (call.Function, call.Arguments) switch
        {
            ("where", [var criteria]) => new WhereOperation(source, Compile(criteria)),
            ("exists", []) => new ExistsOperation(source, wanted: true),
            ("exists", [var criteria]) => new ExistsOperation(new WhereOperation(source, Compile(criteria)), wanted: true),
            ("empty", []) => new ExistsOperation(source, wanted: false),
            ("not", []) => new NotOperation(source),
            ("first", []) => new IndexOperation(source, 0),
            ("as" or "ofType", [NameExpression type]) => new OfTypeOperation(source, type.Name),
            ("is", [NameExpression type]) => new IsOperation(source, type.Name),
            ("resolve", []) => new ResolveOperation(source),
            ("extension", [LiteralExpression { Value: string url }]) => new ExtensionOperation(source, url),
            _ => Unsupported($"function {call.Function} with {call.Arguments.Count} arguments"),
        };
    }

    private LiteralOperation Unsupported(string what)
    {
        _unsupported ??= what;
        return new LiteralOperation(null);
    }
}
