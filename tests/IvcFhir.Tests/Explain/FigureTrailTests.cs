using System.Collections.Immutable;
using System.Text;
using IvcFhir.Commands;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Explain;
using IvcFhir.Gate;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Explain;

/// <summary>Every figure of the demo's cohort leads to patients, outcomes and resources that exist.</summary>
public sealed class FigureTrailTests
{
    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task Every_figure_leads_to_its_patients_and_their_resources(Centre centre)
    {
        var (data, resources) = await OpenAsync(centre);
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        var identifiers = data.Patients()
            .SelectMany(patient => patient.Outcomes.Outcomes)
            .Select(outcome => WriteBack.OutcomeIdentity.Of(outcome.Key))
            .ToHashSet(StringComparer.Ordinal);
        var patients = data.Patients().Select(patient => patient.Outcomes.Patient).ToHashSet(StringComparer.Ordinal);

        foreach (var key in FigureKey.All.AddRange(FigureKey.Retrieval))
        {
            var figure = explainer.Explain(
                key,
                data.Patients().Select(patient => (patient.Outcomes, (IvcFhir.Core.Facts.PatientFacts?)null))
            );

            Assert.Equal(
                patients,
                figure.Counted.Concat(figure.NotCounted).Select(member => member.Patient).ToHashSet(StringComparer.Ordinal)
            );
            Assert.All(figure.Counted, member => Assert.NotEmpty(member.Outcomes));
            Assert.All(figure.NotCounted, member => Assert.NotEmpty(member.Reasons));
            Assert.All(
                figure.NotCounted.Where(member => !member.Reasons.Contains("not-in-study")),
                member => Assert.NotEmpty(member.Outcomes)
            );
            var outcomes = figure.Counted.Concat(figure.NotCounted).SelectMany(member => member.Outcomes).ToList();
            Assert.All(outcomes, outcome => Assert.Contains(outcome.Outcome, identifiers));
            Assert.All(outcomes, outcome => Assert.NotEmpty(outcome.Resources));
            Assert.All(outcomes.SelectMany(outcome => outcome.Resources), resource => Assert.Contains(resource, resources));
        }
    }

    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task The_members_of_a_figure_are_those_that_its_n_counts(Centre centre)
    {
        var (data, _) = await OpenAsync(centre);
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        foreach (var figure in StudyTableBuilder.Build(data.Patients().Select(patient => patient.Outcomes), data.Protocol).Figures)
        {
            var members = explainer
                .Explain(figure.Key, data.Patients().Select(patient => (patient.Outcomes, (IvcFhir.Core.Facts.PatientFacts?)null)))
                .Counted;

            Assert.Equal(figure.Mean is null && figure.Events is null ? figure.Of : figure.N, members.Length);
            if (figure.Mean is null && figure.Events is null)
                Assert.Equal(figure.N, members.Count(member => member.Answer == "yes"));
            if (figure.Events is { } events)
                Assert.Equal(events, members.Count(member => member.Answer!.StartsWith("lost", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task Every_step_of_a_curve_leads_to_the_patients_who_were_lost_or_last_seen_then(Centre centre)
    {
        var (data, resources) = await OpenAsync(centre);
        var table = StudyTableBuilder.Build(data.Patients().Select(patient => patient.Outcomes), data.Protocol);
        Assert.NotEmpty(table.Curves);
        foreach (var curve in table.Curves)
        {
            var rows = data.Patients()
                .SelectMany(patient => FigureRows.Of(curve.Key, patient.Outcomes, data.Protocol))
                .Where(row => row.Answer is not null)
                .ToList();
            foreach (var point in curve.Points)
            {
                var there = rows.Where(row => ((FigureAnswer.FollowUp)row.Answer!).Days == (int)Math.Round(point.Months * 30.4375))
                    .ToList();

                Assert.Equal(
                    (point.Events, point.Censored),
                    (
                        there.Count(row => row.Answer is FigureAnswer.FollowUp { Lost: true }),
                        there.Count(row => row.Answer is FigureAnswer.FollowUp { Lost: false })
                    )
                );
                Assert.Equal(
                    point.AtRisk,
                    rows.Count(row => ((FigureAnswer.FollowUp)row.Answer!).Days >= (int)Math.Round(point.Months * 30.4375))
                );
                Assert.All(
                    there,
                    row =>
                        Assert.All(
                            row.Outcomes.SelectMany(outcome => outcome.Sources),
                            source => Assert.Contains(source.Reference, resources)
                        )
                );
            }
        }
    }

    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task Every_row_of_the_table_can_be_asked_for_by_its_key(Centre centre)
    {
        var (data, _) = await OpenAsync(centre);
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        var table = StudyTableBuilder.Build(data.Patients().Select(patient => patient.Outcomes), data.Protocol);
        foreach (var figure in table.Figures.Concat(table.OtherReadings).Concat(table.Retrieval))
        {
            Assert.True(FigureKey.IsFigure(figure.Key));
            var explained = explainer.Explain(figure.Key, data.Patients().Select(patient => (patient.Outcomes, patient.Facts)));
            Assert.Equal(
                (figure.Label, figure.N, figure.Of, figure.Missing),
                (explained.Label, explained.N, explained.Of, explained.Missing)
            );
            Assert.NotEmpty(explained.Settings);
        }
    }

    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task Every_outcome_has_a_described_rule_and_every_source_of_it_says_something(Centre centre)
    {
        var (data, resources) = await OpenAsync(centre);
        var explainer = new Explainer(data.Protocol, data.ConceptsOf);
        foreach (var patient in data.Patients())
        {
            foreach (var outcome in patient.Outcomes.Outcomes)
            {
                var explained = explainer.Explain(outcome, patient.Facts);

                Assert.NotEmpty(explained.Rule.Definition);
                Assert.NotEmpty(explained.Inputs);
                Assert.All(explained.Inputs, input => Assert.NotNull(input.What));
                Assert.All(explained.Inputs, input => Assert.Contains(input.Resource, resources));
                Assert.Equal(
                    outcome.Sources.Select(source => source.Reference),
                    explained.Inputs.Select(input => input.Resource).Distinct().Order(StringComparer.Ordinal)
                );
                Assert.All(explained.Missing, gap => Assert.NotEmpty(gap.Queries));
                if (outcome.Value is OutcomeValue.Unanswered)
                    Assert.NotEmpty(explained.Missing);
            }
        }
    }

    private static async Task<(StudyData Data, HashSet<string> Resources)> OpenAsync(Centre centre)
    {
        var resources = SyntheticCohort.Resources(centre).ToList();
        var lines = string.Join('\n', resources.Select(resource => resource.ToJsonString()));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        var data = await StudyData.FromFilesAsync(
            new(["-"], centre == Centre.A ? null : "centre-b", null, KnownBases.None),
            StudyProtocol.Default,
            new(input, Stream.Null, TextWriter.Null, TextWriter.Null),
            CancellationToken.None
        );
        return (data, resources.Select(resource => $"{resource["resourceType"]}/{resource["id"]}").ToHashSet(StringComparer.Ordinal));
    }
}
