using System.Text;
using IvcFhir.Contract;

namespace IvcFhir.Tests.Contract;

/// <summary>Right and wrong instances of every profile, with what the profile says of each.</summary>
public sealed class MutationTests
{
    internal static readonly ContractValidator Validator = new();

    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var (example, has, line) in MutationTable.Names().SelectMany(MutationTable.Rows))
            rows.Add(example, line, has);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_mutated_example_is_judged_as_its_profile_says(string example, string line, string has)
    {
        var mutation = Mutation.Parse(line);
        var findings = Judge(mutation.Apply(MutationTable.Example(example)).ToJsonString());
        var standing = has.Split(' ');
        var expected = mutation.Expected.Select(word => word.Split('@')[0]).Except(standing).Distinct().Order(StringComparer.Ordinal);
        var actual = findings.Select(Mutation.Told).Except(standing).Distinct().Order(StringComparer.Ordinal);
        Assert.True(
            expected.SequenceEqual(actual),
            $"{example}: {line}\nfound: "
                + $"{string.Join("\n       ", findings.Select(finding => $"{Mutation.Told(finding)}@{finding.Location} {finding.Rule}"))}"
        );
        Assert.All(
            mutation.Expected.Where(word => word.Contains('@', StringComparison.Ordinal)),
            word => Assert.Contains(findings, finding => $"{Mutation.Told(finding)}@{finding.Location}" == word)
        );
    }

    [Fact]
    public void There_are_at_least_four_hundred_of_them()
    {
        var rows = MutationTable.Names().SelectMany(MutationTable.Rows).ToList();
        Assert.True(rows.Count >= 400, $"{rows.Count} mutations");
        Assert.Equal(rows.Count, rows.Select(row => (row.Base, row.Line)).Distinct().Count());
    }

    internal static IReadOnlyList<Finding> Judge(string json)
    {
        var (resource, found) = InstanceReader.Read(Encoding.UTF8.GetBytes(json));
        return resource is null ? found : Validator.Validate(resource, found);
    }
}
