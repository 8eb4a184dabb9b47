using UNetTrainer.Training;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="NoGcRegion"/>, which suppresses garbage collections while a batch is trained.</summary>
public class NoGcRegionTests
{
    [Fact]
    public void AllocationsOnOtherThreads_SetOffNoCollection_UntilTheLastRegionIsClosed()
    {
        int before;
        using (new NoGcRegion())
        {
            using (new NoGcRegion())
            {
            }

            before = GC.CollectionCount(0);
            AllocateOnAnotherThread(megabytes: 30);
            Assert.Equal(before, GC.CollectionCount(0));
        }

        AllocateOnAnotherThread(megabytes: 1000);
        Assert.NotEqual(before, GC.CollectionCount(0));
    }

    [Fact]
    public void ExceedingTheBudget_IsNoError()
    {
        using (new NoGcRegion())
        {
            AllocateOnAnotherThread(megabytes: 300);
        }

        using (new NoGcRegion())
        {
            Assert.Equal(System.Runtime.GCLatencyMode.NoGCRegion, System.Runtime.GCSettings.LatencyMode);
        }
    }

    private static void AllocateOnAnotherThread(int megabytes) => Task.Run(() =>
    {
        for (var i = 0; i < megabytes * 1000; i++)
        {
            GC.KeepAlive(new byte[1000]);
        }
    }).Wait();
}
