using System.Text.Json;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Tests.Wording;

/// <summary>Tests of the words of messages: plurals, names that were meant, and errors of JSON files.</summary>
public class WordingTests
{
    [Theory]
    [InlineData(1, "slice", "1 slice")]
    [InlineData(0, "slice", "0 slices")]
    [InlineData(2, "loss", "2 losses")]
    public void ANumber_HasTheFormOfItsNoun(int count, string noun, string expected) => Assert.Equal(expected, Plural.Of(count, noun));

    [Theory]
    [InlineData("twersky", "'tversky'")]
    [InlineData("Dice", "'dice'")]
    [InlineData("crossentropy", "'cross-entropy'")]
    [InlineData("bce", "'binary-cross-entropy'")]
    [InlineData("dice-loss", "'dice'")]
    [InlineData("diec", "'dice'")]
    public void AName_IsFoundThatWasMeant(string given, string expected) =>
        Assert.StartsWith($" Did you mean {expected}", NearestName.Ask(given, ["binary-cross-entropy", "cross-entropy", "dice", "focal", "tversky"]), StringComparison.Ordinal);

    [Fact]
    public void AWordLikeNoName_AsksNothing() => Assert.Equal("", NearestName.Ask("nosuch", ["dice", "focal", "tversky"]));

    [Theory]
    [InlineData("""{"training": {"width": "wide"}}""", "member 'training.width' (line 1) is not a whole number that fits")]
    [InlineData("""{"training": {"mirror": 3}}""", "member 'training.mirror' (line 1) is not true or false")]
    [InlineData("""{"training": {"loss": null}}""", "member 'loss' (line 1) is null; a value was expected")]
    [InlineData("""{"training": {"widht": 3}}""", "it has a member 'widht' (line 1), which is unknown")]
    [InlineData("""{"data": {"axis": "W"}}""", "member 'data.axis' (line 1) is not one of X, Y, Z")]
    [InlineData("""{"data": {"images": 3}}""", "member 'data.images' (line 1) is not a list [...]")]
    [InlineData("""{"training": {"activation": 9.5}}""", "member 'training.activation' (line 1) is not one of ")]
    [InlineData("[]", "it (line 1) is not an object {...}")]
    [InlineData("{\n\"data\": ", "it is no JSON (line 2): ")]
    [InlineData("", "it is no JSON (line 1): ")]
    public void AnErrorOfAJsonFile_NamesTheMember(string json, string expected)
    {
        var message = JsonProblem.Describe(Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<RunSettings>(json, Json.Strict)));
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Path:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }
}
