"""Items → findings: what in the document's own figures a person should look at. Nothing is ever changed for them."""

from plans.importing.shapes import Document, Finding, Observation, Outline, Page, Target


def read_findings(
    document: Document, page: Page, outline: Outline, targets: list[Target], observations: list[Observation]
) -> list[Finding]:
    return []
