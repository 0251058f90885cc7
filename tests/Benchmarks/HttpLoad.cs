using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks;

/// <summary>
/// Keeps a number of HTTP/1.1 connections busy, one request at a time on each. Written on bare sockets, so that on a small
/// machine the measuring does not take the processor from the measured.
/// </summary>
internal sealed class HttpLoad(Uri address, string token, IReadOnlyList<string> paths)
{
    private readonly byte[][] _requests = [.. paths.Select(path => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"))];

    public async Task<LoadResult> RunAsync(int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var each = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(i => Task.Run(() => ConnectionAsync(i * 7, started, duration, cancellationToken), cancellationToken)));
        return new(each.Sum(r => r.Answers), each.Sum(r => r.Non2xx), Stopwatch.GetElapsedTime(started), [.. each.SelectMany(r => r.Milliseconds)]);
    }

    private async Task<LoadResult> ConnectionAsync(int offset, long started, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellationToken);
        var buffer = new byte[1 << 20];
        long answers = 0, non2xx = 0;
        var milliseconds = new List<double>(100_000);
        for (var i = offset; Stopwatch.GetElapsedTime(started) < duration; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(_requests[i % _requests.Length], cancellationToken);
            var status = await AnswerAsync(socket, buffer, cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            answers++;
            non2xx += status is >= 200 and < 300 ? 0 : 1;
        }

        return new(answers, non2xx, duration, milliseconds);
    }

    /// <summary>Reads one whole answer, by Content-Length or chunks.</summary>
    private static async Task<int> AnswerAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The platform closed the connection.");
            }

            filled += read;
            if (Complete(buffer.AsSpan(0, filled)))
            {
                Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _);
                return status;
            }
        }
    }

    private static bool Complete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0
            ? Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) && answer.Length >= end + 4 + length
            : answer.EndsWith("0\r\n\r\n"u8);
    }
}

/// <summary>What came back.</summary>
internal sealed record LoadResult(long Answers, long Non2xx, TimeSpan Took, IReadOnlyCollection<double> Milliseconds);
