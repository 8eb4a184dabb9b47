using UNetTrainer.Comparison;
using UNetTrainer.Errors;

namespace UNetTrainer.Tests.Comparison;

/// <summary>Tests of <see cref="Shard"/>, the share of a comparison's runs that one process or Slurm task does.</summary>
public class ShardTests
{
    [Theory]
    [InlineData(27, 1)]
    [InlineData(27, 4)]
    [InlineData(3, 5)]
    public void EveryRun_FallsToExactlyOneShard(int runs, int count)
    {
        var all = Enumerable.Range(0, runs).ToArray();
        var dealt = Enumerable.Range(1, count).SelectMany(number => Shard.Parse($"{number}/{count}").Select(all));
        Assert.Equal(all, dealt.Order());
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("a/b")]
    [InlineData("-1/3")]
    public void MalformedShards_AreRefused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<InputException>(() => Shard.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0", "3", "0", null, 1)]
    [InlineData("2", "3", "0", null, 3)]
    [InlineData("1", "3", "1", "1", 1)]
    [InlineData("9", "3", "1", "4", 3)]
    public void ASlurmTask_IsAShard(string id, string count, string first, string? step, int number)
    {
        var variables = new Dictionary<string, string?> { ["SLURM_ARRAY_TASK_ID"] = id, ["SLURM_ARRAY_TASK_COUNT"] = count, ["SLURM_ARRAY_TASK_MIN"] = first, ["SLURM_ARRAY_TASK_STEP"] = step };
        Assert.Equal(new(number, int.Parse(count)), Shard.OfSlurm(variables.GetValueOrDefault));
    }

    [Fact]
    public void OutsideOfSlurm_ThereIsNoShard() => Assert.Null(Shard.OfSlurm(static _ => null));

    [Fact]
    public void AnArrayWithHoles_IsRefused()
    {
        var variables = new Dictionary<string, string?> { ["SLURM_ARRAY_TASK_ID"] = "7", ["SLURM_ARRAY_TASK_COUNT"] = "2", ["SLURM_ARRAY_TASK_MIN"] = "3" };
        Assert.Contains("give --shard", Assert.Throws<InputException>(() => Shard.OfSlurm(variables.GetValueOrDefault)).Message, StringComparison.Ordinal);
    }
}
