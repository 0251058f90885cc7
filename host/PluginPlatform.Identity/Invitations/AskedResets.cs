using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Identity.Invitations;

/// <summary>
/// Works wishes for a new password off behind the answer, which so takes the same time and says the same whether or not the
/// user exists. Bounded: a flood is dropped.
/// </summary>
internal sealed class AskedResets(SendLinks links, ILogger<AskedResets> logger) : BackgroundService
{
    private const int Most = 256;

    private readonly Channel<string> _names = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ask(string userName) => _names.Writer.TryWrite(userName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var name in _names.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await links.ResetAsync(name, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The type alone: a message might hold the address.
                logger.MailFailed(fault.GetType().Name);
            }
        }
    }
}
