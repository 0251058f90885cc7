using System.Text;

namespace Benchmarks;

/// <summary>Access tokens for a client with a secret, each signed and audited, at 16 connections.</summary>
internal sealed class TokenFigures(Api api, PlatformProcess platform, Figures figures)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("demo-client:demo-secret"));
        var load = HttpLoad.Forms(api.Address, "/connect/token", basic, "grant_type=client_credentials&scope=system/*.rs");
        await load.RunAsync(16, WarmUp, cancellationToken);
        var (rows, processor) = (await Rows(cancellationToken), platform.Processor);
        var answered = await load.RunAsync(16, TimeSpan.FromSeconds(10), cancellationToken);
        var spent = platform.Processor - processor;
        figures.Check("token", answered.Answers, answered.Non2xx, await Rows(cancellationToken) - rows);
        figures.Add("Token issued (client_credentials, ES256), 16 connections", answered.Answers / answered.Took.TotalSeconds, "req/s", "≥ 1,500");
        figures.Add("Token issued, p99", answered.Milliseconds.At(0.99), "ms", "");
        figures.Add("Token issued, processor time of the host", spent.TotalMicroseconds / answered.Answers, "µs", "");
    }

    private Task<long> Rows(CancellationToken cancellationToken) =>
        api.Machine.AuditRowsAsync("actor_kind = 'client' AND operation = 'token' AND detail = 'client_credentials'", cancellationToken);
}
