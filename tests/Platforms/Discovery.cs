using Xunit;
using Xunit.Abstractions;

namespace LossDsl.Platforms;

/// <summary>Collector of the test cases that xunit finds in an assembly.</summary>
internal sealed class Discovery : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly List<ITestCase> cases = [];
    private readonly TaskCompletionSource<IReadOnlyList<ITestCase>> found = new();

    /// <summary>Task that ends with all test cases.</summary>
    public Task<IReadOnlyList<ITestCase>> Cases => found.Task;

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage { TestCase: { } discovered })
        {
            cases.Add(discovered);
        }
        else if (message is IDiscoveryCompleteMessage)
        {
            found.SetResult(cases);
        }

        return true;
    }
}
