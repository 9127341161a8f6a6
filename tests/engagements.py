"""Random engagements: few themes, few groups, answers in every box, reviewed or not."""

import random
from dataclasses import replace

from cxfacilitator.domain.codebook import UNCLEAR, Codebook, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.criteria import DEFAULT_CRITERIA
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import WORDING

THEMES = (
    Theme(ThemeId("WAIT"), "F", "Waiting"),
    Theme(ThemeId("NEWS"), "F", "Keeping customers informed"),
    Theme(ThemeId("FORMS"), "F", "Paperwork", visibility=Visibility.NONE),
    Theme(ThemeId("STAFF"), "F", "Staffing", visibility=Visibility.INDIRECT),
)
CODEBOOK = Codebook("random", (Family("F", "Only family"),), (*THEMES, Theme(UNCLEAR, "", "Unclear", residual=True)))
_COMMON = (Flag.EXPLAIN, Flag.EFFORT, Flag.BACKSTAGE, Flag.CONFLICT)


def random_engagement(seed: int) -> Snapshot:
    """An engagement in which every kind of finding turns up sooner or later; the same seed gives the same one."""
    chance = random.Random(seed)
    everybody = frozenset({Audience.LEADERSHIP}) if chance.random() < 0.5 else frozenset[Audience]()
    groups = [
        Group(GroupId(0), f"{audience.letter}{number}", audience, f"Table {number}")
        for audience, most in zip(Audience, (3, 6, 12), strict=True)
        for number in range(1, chance.randint(0, most) + 1)
    ]
    moods = {(a, theme.id): chance.choice((*Box, Box.IMPROVE, Box.WELL, None)) for a in Audience for theme in THEMES}
    placed, answers, tags = [], [], []
    for number, group in enumerate(groups, 1):
        group_id = GroupId(number)
        placed.append(Group(group_id, group.code, group.audience, group.label))
        for line in range(chance.randint(0, 8)):
            theme = chance.choice(THEMES)
            mood = moods[group.audience, theme.id]
            box = mood if mood and chance.random() < 0.7 else chance.choice(list(Box))
            name = AnswerId(f"{group.code}-{line}")
            flags = frozenset(flag for flag in _COMMON if chance.random() < 0.25)
            answer = Answer(
                name,
                name,
                group_id,
                box,
                line,
                f"what {group.code} wrote in line {line}",
                direction=chance.choice(list(Direction)) if box is Box.DIFFER else Direction.UNSAID,
                value=chance.choice(list(Value)) if box is Box.DIFFER else Value.UNSAID,
                flags=flags,
                reviewed=chance.random() < 0.9,
                starred=chance.random() < 0.1,
            )
            answers.append(answer)
            tags.append(Tag(name, theme.id))
            other = chance.choice((*THEMES, CODEBOOK.by_id[UNCLEAR])).id
            if other != theme.id and chance.random() < 0.2:
                tags.append(Tag(name, other, 2))
    engagement = Engagement("R-1", "Random Ltd", everybody=everybody)
    return Snapshot(engagement, WORDING, CODEBOOK, groups=tuple(placed), answers=tuple(answers), tags=tuple(tags))


def with_random_ideas(snapshot: Snapshot, seed: int) -> Snapshot:
    """The engagement with most of its Start answers in ideas, some of them scored and decided on."""
    chance = random.Random(seed)
    starts = [answer.id for answer in snapshot.answers if answer.box is Box.START and chance.random() < 0.8]
    chance.shuffle(starts)
    ideas: list[Idea] = []
    while starts:
        size = chance.randint(1, 4)
        mine, starts = tuple(starts[:size]), starts[size:]
        number = len(ideas) + 1
        made = Idea(
            IdeaId(number),
            f"I{number}",
            f"Idea {number}",
            mine,
            chance.choice((None, 1, 3, 5)),
            chance.choice((None, 1, 2, 4)),
            chance.choice((None, *Disposition)),
            dots=chance.randint(0, 3),
            scores={criterion.id: chance.randint(1, 5) for criterion in DEFAULT_CRITERIA[2:] if chance.random() < 0.4},
        )
        ideas.append(made)
    return replace(snapshot, ideas=tuple(ideas))
