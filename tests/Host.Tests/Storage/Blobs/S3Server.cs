using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Host.Tests.Storage.Blobs;

/// <summary>Objects of one bucket on a loopback socket. It checks each signature and each payload's hash by itself.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string AccessKey = "TESTKEY";
    public const string SecretKey = "test-secret";

    private readonly WebApplication _app;

    private S3Server(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = [];

    public Uri Address { get; private set; } = null!;

    public bool Full { get; set; }

    public static async Task<S3Server> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new S3Server(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
        var name = context.Request.Path.Value!["/bucket/".Length..];
        if (context.Request.Headers["x-amz-content-sha256"] != hash || Signature(context.Request, hash) is not { } expected
            || !context.Request.Headers.Authorization.ToString().EndsWith("Signature=" + expected, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 403;
            return;
        }

        context.Response.StatusCode = context.Request.Method switch
        {
            "PUT" when Full => 507,
            "PUT" => Put(name, body.ToArray()),
            "DELETE" => Objects.TryRemove(name, out _) ? 204 : 404,
            _ => Objects.ContainsKey(name) ? 200 : 404,
        };
        if (context.Request.Method == "GET" && Objects.TryGetValue(name, out var stored))
        {
            await context.Response.Body.WriteAsync(stored);
        }
    }

    private int Put(string name, byte[] content)
    {
        Objects[name] = content;
        return 200;
    }

    private static string? Signature(HttpRequest request, string hash)
    {
        var fields = request.Headers.Authorization.ToString().Split(' ', 2)[^1].Split(',').Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var credential = fields["Credential"].Split('/');
        var names = fields["SignedHeaders"].Split(';');
        if (credential is not [AccessKey, var day, var region, "s3", "aws4_request"] || !names.Contains("host") || !names.Contains("x-amz-date"))
        {
            return null;
        }

        var text = new StringBuilder().Append(request.Method).Append('\n').Append(request.Path.Value).Append("\n\n");
        foreach (var name in names)
        {
            text.Append(name).Append(':').Append(request.Headers[name].ToString()).Append('\n');
        }

        text.Append('\n').Append(fields["SignedHeaders"]).Append('\n').Append(hash);
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{day}/{region}/s3/aws4_request\n{Hex(SHA256.HashData(Bytes(text.ToString())))}";
        var key = HMACSHA256.HashData(Bytes("AWS4" + SecretKey), Bytes(day));
        key = HMACSHA256.HashData(HMACSHA256.HashData(HMACSHA256.HashData(key, Bytes(region)), Bytes("s3")), Bytes("aws4_request"));
        return Hex(HMACSHA256.HashData(key, Bytes(toSign)));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
