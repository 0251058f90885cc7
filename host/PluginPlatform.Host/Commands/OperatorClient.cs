using System.Net.Sockets;
using System.Text.Json;
using PluginPlatform.Host.Composition;

namespace PluginPlatform.Host.Commands;

/// <summary>
/// Speaks to the running host over its socket. When none runs, starts the platform for this one command, without
/// listening for HTTP, and stops it after: never a second one beside a running one.
/// </summary>
internal sealed class OperatorClient : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly PlatformHost? _own;

    private OperatorClient(HttpClient http, PlatformHost? own) => (_http, _own) = (http, own);

    public static async Task<OperatorClient> OpenAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.FromEnvironment(PlatformCommand.BaseFolder());
        PlatformHost? own = null;
        if (!await AnswersAsync(options.SocketPath, cancellationToken))
        {
            own = await PlatformHost.StartAsync(options with { Listen = false }, HostLogging.WarningsOnly, cancellationToken);
        }

        return new(Client(options.SocketPath), own);
    }

    /// <summary>Sends and prints the answer: JSON as it is, or one line per item.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> SendAsync(
        HttpMethod method, string path, object? body, bool json, Func<JsonElement, string> line, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, json, line, _ => 0, cancellationToken);

    /// <summary>Likewise; a good answer may still mean a failure.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> SendAsync(
        HttpMethod method, string path, object? body, bool json, Func<JsonElement, string> line, Func<JsonElement, int> exit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "http://operator" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RefusedAsync(answer);
        }

        Console.WriteLine(json ? answer.GetRawText() : line(answer));
        return exit(answer);
    }

    /// <summary>Sends and gives the answer, or null after it printed why there is none.</summary>
    public async Task<JsonElement?> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "http://operator" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return answer;
        }

        await RefusedAsync(answer);
        return null;
    }

    /// <summary>Sends and writes the answer into a file that must not be there yet; a broken download leaves none.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> DownloadAsync(string path, object body, string file, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://operator" + path) { Content = JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return await RefusedAsync(await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
        }

        try
        {
            await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            await response.Content.CopyToAsync(target, cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or HttpIOException)
        {
            File.Delete(file);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static async Task<int> RefusedAsync(JsonElement answer)
    {
        var detail = answer.TryGetProperty("detail", out var text) ? text.GetString() : null;
        await Console.Error.WriteLineAsync($"✗ {answer.GetProperty("title").GetString()}{(detail is null ? "" : ": " + detail)}");
        return 1;
    }

    private static HttpClient Client(string socketPath) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        // A walk over a large trail takes its time; Ctrl-C ends it.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static async Task<bool> AnswersAsync(string socketPath, CancellationToken cancellationToken)
    {
        if (!File.Exists(socketPath))
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            // Left over from a host that was killed; nobody listens.
            return false;
        }
    }
}
