namespace Benchmarks;

/// <summary>One run: starts the platform as its own process on a durable cluster of its own and takes the figures in turn.</summary>
internal sealed class Run(string? wanted)
{
    private readonly Figures _figures = new();

    public async Task<int> GoAsync(CancellationToken cancellationToken)
    {
        var bundles = SyntheaBundles.Read();
        if (bundles.Count == 0 && wanted != "token")
        {
            await Console.Error.WriteLineAsync("No Synthea bundles: set PLATFORM_EXTERNAL_DATA to the folder that holds fhir/synthea.");
            return 2;
        }

        await using var machine = await Machine.StartAsync(cancellationToken);
        await using (var first = await machine.StartPlatformAsync(cancellationToken))
        {
            _figures.Add("Host ready, first start", first.ReadyIn.TotalSeconds, "s", "≤ 10");
        }

        await using var platform = await machine.StartPlatformAsync(cancellationToken);
        _figures.Add("Host ready, existing database", platform.ReadyIn.TotalSeconds, "s", "≤ 4");
        var api = await Api.SignInAsync(platform.Address, machine, cancellationToken);
        if (Wants("bundle") || Wants("journey") || Wants("memory"))
        {
            await new BundleFigures(api, _figures).TakeAsync(bundles, cancellationToken);
            await new JourneyFigures(api, _figures).TakeAsync(bundles[bundles.Count / 2], cancellationToken);
            _figures.Add("Host memory after 60 bundles (VmRSS)", platform.ResidentMegabytes, "MB", "≤ 300");
        }

        if (Wants("token"))
        {
            await new TokenFigures(api, platform, _figures).TakeAsync(cancellationToken);
        }

        if (Wants("read"))
        {
            await new ReadFigures(api, _figures).TakeAsync(cancellationToken);
        }

        if (Wants("events"))
        {
            await new EventFigures(api, _figures).TakeAsync(cancellationToken);
        }

        _figures.Print();
        return _figures.Void ? 1 : 0;
    }

    private bool Wants(string what) => wanted is null || wanted == what;
}
