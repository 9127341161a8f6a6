"""The orders in which everything is shown, as terms for ORDER BY."""


def as_listed(words: str, column: str) -> str:
    """Return a term that sorts a column as its values follow one another in `words`."""
    return f"instr('{words}', {column})"


def by_audience(column: str) -> str:
    """Return a term that puts leadership first, then staff, then customers."""
    return as_listed("leadership staff customers", column)


def natural(code: str) -> str:
    """Return terms that put `S2` before `S10`."""
    stem = f"rtrim({code}, '0123456789')"
    return f"{stem}, CAST(substr({code}, length({stem}) + 1) AS INTEGER), {code}"


GROUPS = f"{by_audience('table_group.audience')}, {natural('table_group.code')}"
FORMS = f"{as_listed('form note review', 'table_group.kind')}, {natural('table_group.code')}"
_BOX = as_listed("well improve differ continue start unmarked", "answer.box")
IN_SOURCE = f"{_BOX}, answer.position, answer.ref"
"""By box, by place in the box."""
ANSWERS = f"{GROUPS}, {IN_SOURCE}"
"""Sheet order: by group, by box, by place in the box."""

BY_SOURCE = (
    f"{as_listed('group form note review', 'table_group.kind')}, "
    f"iif(table_group.kind = 'group', {by_audience('table_group.audience')}, 0), "
    f"{natural('table_group.code')}, {IN_SOURCE}"
)
"""Sheet order, and after all groups the forms in theirs."""

ON_SHEETS = "JOIN answer ON answer.id = answer_id JOIN table_group ON table_group.id = answer.group_id"
"""What a query of a table with an `answer_id` joins, to sort by `ANSWERS`."""
