"""What is asked of a seating by default."""

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Attribute, default_rules


def test_customers_are_mixed_by_segment_and_company() -> None:
    assert max(default_rules(Audience.CUSTOMERS).mix, key=lambda a: default_rules(Audience.CUSTOMERS).mix[a]) == (
        Attribute.SEGMENT
    )
    assert Attribute.COMPANY.plural == "companies"
    assert Attribute.DEPARTMENT.plural == "departments"
