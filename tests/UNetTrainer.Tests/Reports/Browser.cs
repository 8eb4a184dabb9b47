using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Reports;

/// <summary>Headless Chromium, controlled through the DevTools protocol, that shows a page and records its requests and console messages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly TemporaryFolder profile = new();
    private readonly ClientWebSocket socket = new();
    private readonly List<JsonNode> events = [];
    private Process? process;
    private int last;

    /// <summary>Path of the browser, or null if none is installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Addresses that the page requested, without data: ones.</summary>
    public IEnumerable<string> Requests => Events("Network.requestWillBeSent").Select(static e => e["request"]!["url"]!.GetValue<string>()).Where(static url => !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>Console messages and errors of the page, as JSON.</summary>
    public IEnumerable<string> Console => Events("Log.entryAdded").Concat(Events("Runtime.exceptionThrown")).Concat(Events("Runtime.consoleAPICalled")).Select(static e => e.ToJsonString());

    /// <summary>Opens a file in the light or dark color scheme and waits until it is loaded.</summary>
    public static async Task<Browser> Open(string file, string scheme)
    {
        var browser = new Browser();
        try
        {
            await browser.Start();
            foreach (var domain in (string[])["Page", "Network", "Log", "Runtime"])
            {
                await browser.Send($"{domain}.enable", []);
            }

            await browser.Send("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });
            await browser.Send("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
            while (!browser.Events("Page.loadEventFired").Any())
            {
                browser.events.Add(await browser.Receive());
            }

            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Evaluates a JavaScript expression in the page and returns its value.</summary>
    public async Task<JsonNode> Evaluate(string expression) =>
        (await Send("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true }))["result"]!["value"]!;

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (process is { } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
            running.Dispose();
        }

        profile.Dispose();
    }

    private async Task Start()
    {
        process = Process.Start(new ProcessStartInfo(
            Program!, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank"])
        {
            RedirectStandardError = true,
        })!;

        // The line is "DevTools listening on ws://127.0.0.1:PORT/devtools/browser/ID".
        Uri? listening = null;
        while (listening is null && await process.StandardError.ReadLineAsync() is { } line)
        {
            listening = line.Split(' ') is [.., var address] && line.StartsWith("DevTools listening", StringComparison.Ordinal) ? new(address) : null;
        }

        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{listening!.Authority}/json/list")))!.AsArray();
        var page = pages.First(static p => p!["type"]!.GetValue<string>() == "page")!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await socket.ConnectAsync(new(page["webSocketDebuggerUrl"]!.GetValue<string>()), timeout.Token);
    }

    private async Task<JsonNode> Send(string method, JsonObject parameters)
    {
        var id = ++last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            var received = await Receive();
            if (received["id"]?.GetValue<int>() == id)
            {
                return received["result"] ?? throw new JsonException(received.ToJsonString());
            }

            events.Add(received);
        }
    }

    private async Task<JsonNode> Receive()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (message, buffer) = (new MemoryStream(), new byte[1 << 16]);
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, timeout.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private IEnumerable<JsonNode> Events(string method) => events.Where(e => e["method"]?.GetValue<string>() == method).Select(static e => e["params"]!);
}
