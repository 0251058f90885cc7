using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Host.Tests.Storage.Encryption;

/// <summary>A key management on a loopback socket that speaks the transit interface and really encrypts.</summary>
internal sealed class TransitServer : IAsyncDisposable
{
    public const string Token = "transit-token";

    private readonly List<byte[]> _versions = [RandomNumberGenerator.GetBytes(32)];
    private readonly WebApplication _app;

    private TransitServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public int Unwrapped { get; private set; }

    public bool Sealed { get; set; }

    public static async Task<TransitServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TransitServer(app);
        app.Use(server.GuardAsync);
        app.MapGet("/v1/transit/keys/platform", () => Data(new { latest_version = server._versions.Count }));
        app.MapPost("/v1/transit/encrypt/platform", server.Encrypt);
        app.MapPost("/v1/transit/decrypt/platform", server.Decrypt);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public void Rotate() => _versions.Add(RandomNumberGenerator.GetBytes(32));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.StatusCode = Sealed ? 503 : 403;
        if (Sealed || context.Request.Headers["X-Vault-Token"] != Token)
        {
            return Task.CompletedTask;
        }

        context.Response.StatusCode = 200;
        return next(context);
    }

    private IResult Encrypt(JsonElement body)
    {
        var plain = body.GetProperty("plaintext").GetBytesFromBase64();
        var sealedBytes = new byte[12 + plain.Length + 16];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var aes = new AesGcm(_versions[^1], 16);
        aes.Encrypt(
            sealedBytes.AsSpan(0, 12), plain, sealedBytes.AsSpan(12, plain.Length), sealedBytes.AsSpan(12 + plain.Length),
            body.GetProperty("associated_data").GetBytesFromBase64());
        return Data(new { ciphertext = $"vault:v{_versions.Count}:{Convert.ToBase64String(sealedBytes)}" });
    }

    private IResult Decrypt(JsonElement body)
    {
        var parts = body.GetProperty("ciphertext").GetString()!.Split(':');
        var cipher = Convert.FromBase64String(parts[2]);
        var plain = new byte[cipher.Length - 28];
        using var aes = new AesGcm(_versions[int.Parse(parts[1][1..], null) - 1], 16);
        try
        {
            aes.Decrypt(cipher.AsSpan(0, 12), cipher.AsSpan(12, plain.Length), cipher.AsSpan(12 + plain.Length), plain,
                body.GetProperty("associated_data").GetBytesFromBase64());
        }
        catch (CryptographicException)
        {
            return Results.BadRequest(new { errors = new[] { "cipher: message authentication failed" } });
        }

        Unwrapped++;
        return Data(new { plaintext = Convert.ToBase64String(plain) });
    }

    private static IResult Data(object data) => Results.Json(new { data });
}
