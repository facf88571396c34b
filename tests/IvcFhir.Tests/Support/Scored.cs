using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Support;

/// <summary>Finds the one outcome that a test asks for.</summary>
internal static class Scored
{
    public static Outcome The(PatientOutcomes patient, Instrument instrument, Location location = Location.Patient, string visit = "") =>
        Assert.Single(
            patient.Outcomes,
            outcome => outcome.Key.Instrument == instrument && outcome.Key.Location == location && outcome.Key.Visit == visit
        );

    public static Outcome The(PatientFacts facts, Instrument instrument, Location location = Location.Patient, string visit = "") =>
        The(StudyScorer.Score(facts, StudyProtocol.Default), instrument, location, visit);
}
