using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>
/// The product logs through [LoggerMessage] methods of an area's <c>*Log.cs</c>: one file shows what an area may say, with
/// ids and counts. A template never destructures (<c>{@…}</c>): that would log content.
/// </summary>
public sealed partial class LogsGoThroughOneFile : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("host/H/Open.cs", "class Open { void M(ILogger log) => log.LogInformation(\"opened\"); }"),
        Tree.Of("host/H/Open.cs", "class Open { void M(ILogger log) => log.Log(LogLevel.Error, \"failed\"); }"),
        Tree.Of("host/H/Open.cs", "partial class Open { [LoggerMessage(1, LogLevel.Information, \"opened\")] static partial void Opened(ILogger log); }"),
        Tree.Of("host/H/HostLog.cs", "partial class HostLog { [LoggerMessage(1, LogLevel.Information, \"got {@Patient}\")] static partial void Got(ILogger log, object patient); }"),
    ];

    public override Tree Innocent => new()
    {
        Files =
        [
            new("host/H/HostLog.cs", "partial class HostLog { [LoggerMessage(1, LogLevel.Information, \"opened {Id}\")] static partial void Opened(ILogger log, string id); }"),
            new("host/H/Open.cs", "class Open { void M(ILogger log) { HostLog.Opened(log, \"7\"); Math.Log(2); } }"),
            new("tests/T/T.cs", "class T { void M(ILogger log) => log.LogInformation(\"opened\"); }"),
        ],
    };

    public override IEnumerable<Finding> Check(Tree tree) => tree.Product.Where(file => !file.Exempt).SelectMany(Check);

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        var isLog = file.Name.EndsWith("Log.cs", StringComparison.Ordinal);
        foreach (var node in file.Syntax.DescendantNodes())
        {
            var what = node switch
            {
                InvocationExpressionSyntax call when !isLog && IsLogCall(call) => "logs directly",
                AttributeSyntax { Name: var name } when !isLog && name.ToString() is "LoggerMessage" => "declares a log message outside *Log.cs",
                AttributeSyntax { Name: var name, ArgumentList: { } arguments } when name.ToString() is "LoggerMessage" && Destructures.IsMatch(arguments.ToString())
                    => "destructures an object into the log",
                _ => null,
            };
            if (what is not null)
            {
                yield return new(file.Path, $"line {file.LineOf(node)}: {what}");
            }
        }
    }

    private static bool IsLogCall(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var method }
        && (LevelMethod.IsMatch(method) || (method == "Log" && call.ArgumentList.Arguments is [var first, _, ..] && first.ToString().StartsWith("LogLevel.", StringComparison.Ordinal)));

    [GeneratedRegex("^Log(Trace|Debug|Information|Warning|Error|Critical)$")]
    private static partial Regex LevelMethod { get; }

    [GeneratedRegex(@"\{[@$]")]
    private static partial Regex Destructures { get; }
}
