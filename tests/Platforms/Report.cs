using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;
using Xunit.Abstractions;

namespace LossDsl.Platforms;

/// <summary>Report of a test run: prints each failure as it happens, and closes with the line that 'dotnet test' would print.</summary>
/// <param name="name">Name of the test project.</param>
/// <param name="skipped">Number of tests that are left out.</param>
internal sealed class Report(string name, int skipped) : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource<bool> finished = new();
    private int passed;
    private int failed;

    /// <summary>Task that ends with the run: true if tests ran and none failed.</summary>
    public Task<bool> Finished => finished.Task;

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestPassed:
                Interlocked.Increment(ref passed);
                break;
            case ITestSkipped:
                Interlocked.Increment(ref skipped);
                break;
            case ITestFailed test:
                Fail(test.Test.DisplayName, test);
                break;
            case IFailureInformation failure:
                // Fixtures, collections and the engine itself.
                Fail(message.GetType().Name, failure);
                break;
            case ITestAssemblyFinished:
                Close();
                break;
        }

        return true;
    }

    private void Fail(string what, IFailureInformation failure)
    {
        Interlocked.Increment(ref failed);
        Console.WriteLine($"  Failed {what}\n{string.Join('\n', failure.Messages)}\n{failure.StackTraces[0]}");
    }

    private void Close()
    {
        var hasPassed = failed == 0 && passed > 0;
        var seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Console.WriteLine(
            $"{(hasPassed ? "Passed" : "Failed")}!  - Failed: {failed,5}, Passed: {passed,5}, Skipped: {skipped,5}, Total: {passed + failed + skipped,5}, " +
            $"Duration: {seconds} s - {name} ({RuntimeInformation.RuntimeIdentifier})");
        finished.SetResult(hasPassed);
    }
}
