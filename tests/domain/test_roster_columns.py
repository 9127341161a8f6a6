"""What the headings of lists mean."""

import pytest

from cxfacilitator.domain.roster_columns import meaning


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Dept ", "department"),
        ("DEPARTMENT NAME", "department"),
        ("Depot", "site"),
        ("Branch", "site"),
        ("Home location", "site"),
        ("Seniority", "grade"),
        ("Job level", "grade"),
        ("Role", "job_title"),
        ("Position", "job_title"),
        ("Staff ID", "code"),
        ("Employee No.", "code"),
        ("Emp No", "code"),
        ("Work Site", "site"),
        ("Management Level", "grade"),
        ("Cost Centre Description", "department"),
        ("OrgEinh.", "department"),
        ("PersBer.", "site"),
        ("Abteilung", "department"),
        ("Standort", "site"),
        ("Personal-Nr.", "code"),
        ("Stelle", "job_title"),
        ("Funktion", "job_title"),
        ("Entgeltgruppe", "grade"),
        ("Direction", "department"),
        ("Lieu de travail", "site"),
        ("N° Matricule", "code"),
        ("Intitulé du poste", "job_title"),
        ("Niveau", "grade"),
        ("Échelon", "grade"),
        ("Besoins particuliers", "needs"),
        ("BARRIEREFREIHEIT", "needs"),
        ("Accessibility requirements", "needs"),
        ("Worker's Manager", "manager"),
        ("Mgr Emp No", "manager"),
        ("Manager Employee ID", "manager"),
        ("Vorges.", "manager"),
        ("Reports To (Name)", "manager"),
        ("Manager Email", "manager"),
        ("Email - Work", "email"),
        ("Courriel", "email"),
    ],
)
def test_headings_have_synonyms(heading: str, field: str) -> None:
    column = meaning(heading)
    assert column is not None
    assert column.name.lower() == field
