using Benchmarks;

// Measures the running platform over real sockets with a real token; a figure is void unless every answer was 2xx and
// every answer has its audit row. Usage: Benchmarks [start|bundle|token|read|events|journey|memory|all]
var wanted = args.Length == 0 || args[0] == "all" ? null : args[0];
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(20));
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await new Run(wanted).GoAsync(stop.Token);
