using System.Diagnostics;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>Collects the warnings of this process until it is disposed.</summary>
internal sealed class Warnings : TraceListener
{
    private readonly List<string> lines = [];

    public Warnings()
    {
        CudaNotice.Reset();
        Trace.Listeners.Add(this);
    }

    /// <summary>The warnings.</summary>
    public IReadOnlyList<string> Lines => lines;

    public override void TraceEvent(TraceEventCache? eventCache, string source, TraceEventType eventType, int id, string? message) => lines.Add(message ?? "");

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }

    protected override void Dispose(bool disposing)
    {
        Trace.Listeners.Remove(this);
        base.Dispose(disposing);
    }
}
