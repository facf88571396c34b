using IvcFhir.R4;

// HL7's specification.zip and the contract's own JSON -> one small archive, the same bytes on every machine.
if (args is not [var specification, var contract, var target])
{
    await Console.Error.WriteLineAsync("usage: IvcFhir.R4 SPECIFICATION.ZIP FOLDER-OF-THE-CONTRACT TARGET.ZIP");
    return 2;
}
DefinitionArchive.Write(Specification.Of(contract).Concat(Specification.Read(specification)).Select(Stripped.Of), target);
return 0;
