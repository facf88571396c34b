using IvcFhir.Core.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Architecture;

/// <summary>Figures are listed in the code once; each other place that must name one is held to it, and named when it lacks one.</summary>
public sealed class FigureListTests
{
    private static string[] Figures => [.. FigureKey.Known, .. FigureKey.Retrieval];

    [Fact]
    public void Every_figure_has_a_code_in_the_contract() =>
        Lists.Same(
            Figures,
            Lists.Strings("profiles/generated/CodeSystem-figure.json", "concept", "code").Where(code => code == FigureKey.BaseOf(code)),
            "profiles/fsh/input/fsh/terminology/outcomes.fsh, FigureCS (then profiles/build.sh)"
        );

    [Fact]
    public void Every_figure_has_what_sources_say_of_it() =>
        Lists.Same(
            Figures,
            Lists.Strings("profiles/evidence/evidence.json", "figures", "figure"),
            "profiles/evidence/evidence.json, figures"
        );

    [Fact]
    public void Every_figure_says_how_it_is_summed_up() => Assert.All(Figures, key => Assert.NotNull(FigureKey.KindOf(key)));

    [Fact]
    public void No_figure_stands_twice() => Assert.Equal(Figures.Length, Figures.Distinct(StringComparer.Ordinal).Count());
}
