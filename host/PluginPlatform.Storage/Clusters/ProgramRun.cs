using System.Diagnostics;

namespace PluginPlatform.Storage.Clusters;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record ProgramRun(int Code, string Output, string Error)
{
    public static async Task<ProgramRun> RunAsync(
        string program, IReadOnlyList<string> arguments, string? user, string? input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(program, arguments, user))
            ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new(
                process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts in the root folder (another user may not enter the current one) and without PG* settings of the caller.</summary>
    public static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, string? user)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        if (user is not null)
        {
            start.UserName = user;
        }

        return start;
    }
}
